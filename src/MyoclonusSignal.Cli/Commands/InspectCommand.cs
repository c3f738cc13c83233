using System.CommandLine;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using Spectre.Console;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus inspect</c>: what is in a recording.</summary>
internal static class InspectCommand
{
    private const int MostLines = 20;
    private const double LeastGapSeconds = 1e-9;

    // Some programs store whole XML documents as annotations.
    private const int LongestAnnotation = 80;

    // Of volts, four decimals show nothing.
    private const double LeastFixed = 0.1;

    public static Command Create(CommonOptions common)
    {
        Argument<string> recording = new("RECORDING") { Description = "The recording; - reads it from standard input." };
        Option<bool> json = new("--json") { Description = "Print JSON on standard output." };
        RecordingArguments options = new();
        Command command = new("inspect", "Show the channels of a recording, their units, rates, filters, gaps, clipping and hum, and its annotations.")
        {
            recording, options.SampleRate, options.TimeColumn, options.Clock, options.Kind, options.Columns, options.AnnotationColumns, options.Resample, options.Lenient, options.TextEncoding, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            RecordingOptions reading = options.Read(parsed);
            using RecordingReader reader = RecordingArguments.Open(parsed.GetValue(recording)!, reading);
            RecordingArguments.Resolve(reader, channels: null, reading);
            RecordingInspection inspection = RecordingInspector.Inspect(reader, parsed.GetValue(options.Resample), cancellationToken: cancellation);
            inspection = inspection with { Warnings = SettingNames.AsOptions(inspection.Warnings), Annotations = [.. inspection.Annotations, .. RecordingArguments.AnnotationsBeside(reader)] };
            if (parsed.GetValue(json))
            {
                using Stream stdout = StandardOutput.Open();
                InspectionJson.Write(inspection, stdout);
            }
            else
            {
                Print(
                    inspection,
                    common.Console(parsed, Console.Out, Console.IsOutputRedirected),
                    common.IsQuiet(parsed) ? null : common.Console(parsed, Console.Error, Console.IsErrorRedirected));
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Print(RecordingInspection inspection, IAnsiConsole output, IAnsiConsole? messages)
    {
        output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(inspection.Input.Path)}: {inspection.Input.Format}, {inspection.Input.DurationSeconds:0.###} s, {inspection.Segments.Count} segment{(inspection.Segments.Count == 1 ? string.Empty : "s")}{(inspection.StartTime is DateTime start ? string.Create(CultureInfo.InvariantCulture, $", from {start:yyyy-MM-dd HH:mm:ss}") : string.Empty)}"));
        FittedTable table = new();
        foreach (string column in (string[])["channel", "signal", "kind", "unit"])
        {
            table.AddColumn(column, isNumber: false);
        }

        foreach (string column in (string[])["Hz", "samples", "min", "mean", "max", "missing", "clipped", "flat", "mains dB"])
        {
            table.AddColumn(column, isNumber: true);
        }

        for (int i = 0; i < inspection.Channels.Count; i++)
        {
            RecordingChannel channel = inspection.Channels[i];
            foreach (SignalInspection signal in inspection.Signals[i])
            {
                SignalQuality quality = signal.Quality;
                string mains = signal.MainsHz > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{quality.LineNoiseDb:0.0} at {signal.MainsHz:0}")
                    : Number(quality.LineNoiseDb, "0.0");
                table.AddRow(
                    channel.Name, signal.Name, channel.Kind.Name(), channel.Unit ?? "-", Number(channel.SampleRate, "0.####"),
                    Number(quality.SampleCount, "0"), Sample(signal.Minimum), Sample(signal.Mean), Sample(signal.Maximum),
                    Percent(quality.MissingFraction), Percent(quality.ClippedFraction), Percent(quality.FlatFraction), mains);
            }
        }

        table.Print(output);
        PrintDetails(inspection, output);
        foreach (string warning in WarningLines.Of(inspection.Warnings))
        {
            messages?.WriteLine("warning: " + warning);
        }
    }

    /// <summary>What a table has no room for: filters and conversions of each channel, gaps, and the annotations by their text.</summary>
    private static void PrintDetails(RecordingInspection inspection, IAnsiConsole output)
    {
        if (inspection.Clock is string clock)
        {
            output.Line("clock: " + clock);
        }

        foreach (RecordingChannel channel in inspection.Channels)
        {
            string[] details = [.. new[]
            {
                channel.UnitConversion is null ? null : "read as " + channel.UnitConversion,
                channel.Prefilter is null ? null : "filtered before: " + channel.Prefilter,
                channel.Transducer,
            }.OfType<string>()];
            if (details.Length > 0)
            {
                output.Line($"{channel.Name}: {string.Join("; ", details)}");
            }
        }

        foreach (SignalInspection signal in inspection.Signals.SelectMany(signals => signals))
        {
            PrintPlaces(output, signal.Name, "at a rail", signal.Clipped);
            PrintPlaces(output, signal.Name, "without any change", signal.Flat);
        }

        for (int i = 1; i < inspection.Segments.Count && i <= MostLines; i++)
        {
            (double from, double to) = (inspection.Segments[i - 1].EndSeconds, inspection.Segments[i].StartSeconds);
            if (to - from < LeastGapSeconds)
            {
                // A clock that was set back: nobody knows what is missing.
                continue;
            }

            output.Line(string.Create(CultureInfo.InvariantCulture, $"gap: {from:0.####} to {to:0.####} s"));
        }

        IGrouping<string, RecordingAnnotation>[] groups = [.. inspection.Annotations.GroupBy(annotation => annotation.Text)];
        foreach (IGrouping<string, RecordingAnnotation> group in groups.Take(MostLines))
        {
            string text = string.Concat(group.Key.Select(letter => char.IsControl(letter) ? ' ' : letter));
            text = text.Length > LongestAnnotation ? text[..LongestAnnotation] + "…" : text;
            output.Line(string.Create(CultureInfo.InvariantCulture, $"annotation: {text}, {group.Count()} times, first at {group.Min(annotation => annotation.OnsetSeconds):0.####} s"));
        }

        int hidden = Math.Max(0, inspection.Segments.Count - 1 - MostLines) + Math.Max(0, groups.Length - MostLines);
        if (hidden > 0)
        {
            output.Line(string.Create(CultureInfo.InvariantCulture, $"… and {hidden} more gaps and annotations; --json lists them all"));
        }
    }

    private static void PrintPlaces(IAnsiConsole output, string signal, string what, IReadOnlyList<QualityPlace> places)
    {
        if (places.Count == 0)
        {
            return;
        }

        QualityPlace longest = places.MaxBy(place => place.DurationSeconds);
        output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{signal}: {what} in {places.Count} stretch{(places.Count == 1 ? string.Empty : "es")} of together {places.Sum(place => place.DurationSeconds):0.###} s, the longest {longest.DurationSeconds:0.###} s from {longest.StartSeconds:0.###} s on"));
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static string Sample(double? value) =>
        Number(value, value is double number && Math.Abs(number) < LeastFixed && number != 0 ? "G4" : "0.####");

    private static string Percent(double fraction) => (100 * fraction).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
