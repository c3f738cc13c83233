using Spectre.Console;

namespace MyoclonusSignal.Cli;

/// <summary>Shows on a terminal how far each recording has been read; shows nothing in a pipe or where nothing is to be said.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work on recordings.</summary>
    /// <param name="messages">Where the progress is shown.</param>
    /// <param name="isQuiet">Whether nothing but errors is wanted.</param>
    /// <param name="names">The recordings.</param>
    /// <param name="work">Is given what to tell a recording's index and the share of it that is done, and where to print.</param>
    public static void Run(IAnsiConsole messages, bool isQuiet, IReadOnlyList<string> names, Action<Action<int, double>, HeldOutput> work)
    {
        bool isShown = !isQuiet && messages.Profile.Capabilities.Interactive && messages.Profile.Capabilities.Ansi;
        HeldOutput output = new(names.Count, isHeld: isShown);
        try
        {
            if (isShown)
            {
                messages.Progress().AutoClear(true).Start(context =>
                {
                    ProgressTask[] tasks = [.. names.Select(name => context.AddTask(Markup.Escape(Path.GetFileName(name))))];
                    work((index, share) => tasks[index].Value = 100 * share, output);
                });
            }
            else
            {
                work((_, _) => { }, output);
            }
        }
        finally
        {
            output.Release();
        }
    }
}

/// <summary>
/// What is printed for each recording. While a live display moves the cursor, anything printed beside it is written over: it is
/// held until the display has ended, and then printed in the order of the recordings.
/// </summary>
/// <param name="count">The number of recordings.</param>
/// <param name="isHeld">Whether a live display is on; otherwise everything is printed at once.</param>
internal sealed class HeldOutput(int count, bool isHeld)
{
    private readonly Lock _printing = new();
    private readonly List<Action>?[] _held = new List<Action>?[count];

    /// <summary>Prints something for a recording, now or when the live display has ended.</summary>
    public void Print(int index, Action print)
    {
        lock (_printing)
        {
            if (isHeld)
            {
                (_held[index] ??= []).Add(print);
            }
            else
            {
                print();
            }
        }
    }

    /// <summary>Prints what was held.</summary>
    public void Release()
    {
        foreach (Action print in _held.SelectMany(actions => actions ?? []))
        {
            print();
        }
    }
}
