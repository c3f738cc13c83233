using Spectre.Console;

namespace MyoclonusSignal.Cli;

/// <summary>Shows on a terminal how far each recording has been read; shows nothing in a pipe or where nothing is to be said.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work that reports a recording's index and the share of it that is done.</summary>
    public static void Run(IAnsiConsole messages, bool isQuiet, IEnumerable<string> names, Action<Action<int, double>> work)
    {
        if (isQuiet || !messages.Profile.Capabilities.Interactive || !messages.Profile.Capabilities.Ansi)
        {
            work((_, _) => { });
            return;
        }

        messages.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask[] tasks = [.. names.Select(name => context.AddTask(Markup.Escape(Path.GetFileName(name))))];
            work((index, share) => tasks[index].Value = 100 * share);
        });
    }
}
