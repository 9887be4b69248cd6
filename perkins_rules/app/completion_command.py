"""`perkins-rules completion`: lets a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from perkins_rules.app.cli import commands
from perkins_rules.app.console import write_out
from perkins_rules.app.faults import Stop

_SHELLS = ("bash", "zsh", "fish", "powershell")
_VARIABLE = "_PERKINS_RULES_COMPLETE"
# Asks the program itself, through the protocol that click has for fish.
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName perkins-rules -ScriptBlock {
    param($word, $line, $cursor)
    $env:_PERKINS_RULES_COMPLETE = "fish_complete"
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_CWORD = $word
    perkins-rules | ForEach-Object {
        $kind, $rest = $_ -split ",", 2
        $value = ($rest -split "`t", 2)[0]
        if ($kind -eq "plain") {
            [System.Management.Automation.CompletionResult]::new($value)
        } else {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($word)
        }
    }
    Remove-Item Env:_PERKINS_RULES_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
}
"""


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> int:
    """Write a script that lets a shell complete words.

    \b
    bash         perkins-rules completion bash >> ~/.bashrc
    zsh          perkins-rules completion zsh >> ~/.zshrc
    fish         perkins-rules completion fish > ~/.config/fish/completions/perkins-rules.fish
    PowerShell   perkins-rules completion powershell >> $PROFILE
    """
    if shell == "powershell":
        write_out(_POWERSHELL)
        return 0
    kind = get_completion_class(shell)
    if kind is None:
        raise Stop(f"there is no completion for {shell}.")
    write_out(kind(commands, {}, "perkins-rules", _VARIABLE).source())
    return 0
