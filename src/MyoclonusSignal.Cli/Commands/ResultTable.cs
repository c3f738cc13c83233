using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using Spectre.Console;

namespace MyoclonusSignal.Cli.Commands;

/// <summary>Prints a result for a person: one line a channel, then warnings, then where the files are.</summary>
internal static class ResultTable
{
    public static void Print(AnalysisResult result, IAnsiConsole output, IAnsiConsole messages, IEnumerable<string> files)
    {
        output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(result.Input.Path)}: {result.Input.DurationSeconds:0.##} s, {result.Input.Format}, mains {(result.LineFrequencyHz > 0 ? $"{result.LineFrequencyHz:0.#} Hz taken out" : "not found")}"));
        FittedTable table = new();
        table.AddColumn("channel", isNumber: false);
        foreach (string column in (string[])["kind", "Hz", "jerks", "per minute (95 % CI)", "median ms", "contractions"])
        {
            table.AddColumn(column, isNumber: true);
        }

        bool hasNegative = result.Channels.Any(channel => channel.NegativeJerks?.Count > 0);
        if (hasNegative)
        {
            table.AddColumn("negative jerks", isNumber: true);
        }

        table.AddColumn("rhythm", isNumber: false);
        foreach (ChannelResult channel in result.Channels)
        {
            table.AddRow([.. Cells(channel, hasNegative)]);
        }

        table.Print(output);
        foreach (string warning in Grouped(result.Warnings))
        {
            messages.Line("warning: " + warning);
        }

        foreach (string file in files)
        {
            output.Line("wrote " + file);
        }
    }

    /// <summary>What is the same for several channels but for their names is printed once.</summary>
    private static IEnumerable<string> Grouped(IEnumerable<RecordingWarning> warnings) => warnings
        .GroupBy(warning => (warning.Code, Text: Nameless(warning)))
        .Select(group => group.Count() == 1 || group.First().Channel is null
            ? group.First().Text
            : string.Join(", ", group.Select(warning => warning.Channel)) + group.Key.Text);

    /// <summary>The text without the channel's name before it.</summary>
    private static string Nameless(RecordingWarning warning) =>
        warning.Channel is string name && warning.Text.StartsWith(name, StringComparison.Ordinal) && !warning.Text.AsSpan(name.Length).Contains(name, StringComparison.Ordinal)
            ? warning.Text[name.Length..]
            : $"{warning.Channel}: {warning.Text}";

    private static IEnumerable<string> Cells(ChannelResult channel, bool hasNegative)
    {
        JerkSummary? jerks = channel.Jerks;
        yield return channel.Name;
        yield return channel.Kind.Name();
        yield return Number(channel.SampleRate, "0.##");
        yield return jerks is null ? "-" : Number(jerks.Count, "0");
        yield return jerks?.RateCi95 is (double low, double high)
            ? channel.ClockCi95 is not null
                ? $"{Number(jerks.RatePerMinute, "0.00")}, regular"
                : $"{Number(jerks.RatePerMinute, "0.00")} ({Number(low, "0.00")}-{Number(high, "0.00")})"
            : "-";
        yield return Number(jerks?.DurationMilliseconds?.Median, "0.0");
        yield return jerks is null ? "-" : Number(jerks.ContractionCount, "0");
        if (hasNegative)
        {
            yield return channel.NegativeJerks is null ? "-" : Number(channel.NegativeJerks.Count, "0");
        }

        // Of regular jerks the interval is one of their frequency. It stands where the frequencies do, unless a rhythm's own is there.
        yield return RhythmText.Of(channel.Rhythm)
            + (channel is { ClockCi95: { } clock, Rhythm.IsRhythmic: false } ? $"; jerks at {Number(clock.Low, "0.00")}-{Number(clock.High, "0.00")} Hz (95 % CI)" : string.Empty);
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
