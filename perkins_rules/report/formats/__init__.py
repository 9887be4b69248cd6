"""What other programs read: SARIF, JUnit, the annotations of GitHub, GitLab's code quality."""
