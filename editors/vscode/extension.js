// Starts `perkins-rules lsp` and hands it documents and rule files; all else is the server's.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SECTION = "perkinsRules";
const HOW = "It comes with `pip install \".[lsp]\"` in a copy of perkins-rules; perkinsRules.command names another.";
let client;

function settings() {
  const set = vscode.workspace.getConfiguration(SECTION);
  return { schema: set.get("schema"), inlayHints: set.get("inlayHints") };
}

async function start() {
  const [command, ...args] = vscode.workspace.getConfiguration(SECTION).get("command");
  const languages = ["yaml", "json", "jsonc", "perkins-rules"];
  const beside = ["perkins.yaml", "pyproject.toml", "waivers.yaml", "*.determinations.yaml", "*.rules", "*.examples"];
  client = new LanguageClient(SECTION, "perkins-rules", { command, args }, {
    documentSelector: languages.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    initializationOptions: settings(),
    synchronize: {
      fileEvents: beside.map((name) => vscode.workspace.createFileSystemWatcher(`**/${name}`)),
    },
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(`perkins-rules: \`${command}\` could not be started. ${HOW}`);
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration(`${SECTION}.command`)) {
        await deactivate();
        await start();
      } else if (change.affectsConfiguration(SECTION) && client) {
        await client.sendNotification("workspace/didChangeConfiguration", {
          settings: { perkinsRules: settings() },
        });
      }
    }),
  );
  await start();
}

async function deactivate() {
  const ended = client;
  client = undefined;
  if (ended) await ended.stop();
}

module.exports = { activate, deactivate };
