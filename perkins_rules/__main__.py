"""`python -m perkins_rules`"""

from __future__ import annotations

import sys

from perkins_rules.app.main import main

if __name__ == "__main__":
    sys.exit(main())
