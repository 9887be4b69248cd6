"""`perkins-rules lsp`: documents and rule files in editors, by the Language Server Protocol."""
