import { Argument, Command, type Option } from "commander";
import { defineCommand, type Commands } from "../action.js";
import { CommandError } from "../exit.js";

const shells = ["bash", "zsh", "fish"] as const;

/** `completion`: what the shell completes, made of the commands themselves. */
export function completionCommand(
  commands: Commands,
  program: () => Command,
): Command {
  return defineCommand<object>(
    commands,
    "completion <shell>",
    "Print the script by which bash, zsh or fish completes secure-hls",
    {
      examples: [
        ["secure-hls completion bash >> ~/.bashrc", "for bash"],
        [
          "secure-hls completion zsh > ~/.zfunc/_secure-hls",
          "for zsh, with that folder in fpath",
        ],
        [
          "secure-hls completion fish > ~/.config/fish/completions/secure-hls.fish",
          "for fish",
        ],
      ],
      action: (_options, [shell = ""]) => {
        const scripts: Record<string, (words: Words) => string> = {
          bash,
          zsh,
          fish,
        };
        const script = scripts[shell];
        if (!script)
          throw new CommandError(`<shell> is one of ${shells.join(", ")}.`);
        const text = script(wordsOf(program()));
        return { data: { shell, script: text }, text };
      },
    },
  );
}

/** What can follow a command's words: the names of commands and options below it. */
type Words = ReadonlyMap<string, readonly string[]>;

function wordsOf(program: Command): Words {
  const words = new Map<string, string[]>();
  const add = (command: Command, path: string) => {
    words.set(path, [
      ...command.commands.map((below) => below.name()),
      ...command.options.flatMap(({ long }: Option) => long ?? []),
      ...command.registeredArguments.flatMap(
        ({ argChoices }: Argument) => argChoices ?? [],
      ),
    ]);
    for (const below of command.commands)
      add(below, `${path} ${below.name()}`.trim());
  };
  add(program, "");
  return words;
}

function cases(words: Words): string {
  return [...words]
    .map(([path, names]) => `    "${path}") words="${names.join(" ")}" ;;`)
    .join("\n");
}

function bash(words: Words): string {
  return `# secure-hls completion for bash
_secure_hls() {
  local path="" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || case " ${[...words.keys()].filter(Boolean).join(" | ")} " in
      *" \${path:+$path }$word "*) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases(words)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _secure_hls secure-hls`;
}

function zsh(words: Words): string {
  return `#compdef secure-hls
# secure-hls completion for zsh
autoload -U +X bashcompinit && bashcompinit
${bash(words)}`;
}

function fish(words: Words): string {
  const lines = [...words].flatMap(([path, names]) => {
    const condition = path
      ? `__fish_seen_subcommand_from ${path.split(" ").at(-1)}`
      : "__fish_use_subcommand";
    return names.map((name) =>
      name.startsWith("--")
        ? `complete -c secure-hls -n "${condition}" -l ${name.slice(2)}`
        : `complete -c secure-hls -f -n "${condition}" -a ${name}`,
    );
  });
  return `# secure-hls completion for fish\n${lines.join("\n")}`;
}
