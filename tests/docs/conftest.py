from tests.app.conftest import run

__all__ = ["run"]
