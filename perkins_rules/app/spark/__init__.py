"""`perkins-rules spark`: the command, and its one run."""
