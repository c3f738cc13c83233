using System.CommandLine;
using System.Globalization;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Csv;
using MyoclonusSignal.Recordings.Edf;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Cli.Commands;

/// <summary><c>myoclonus simulate</c>: a recording with known truth.</summary>
internal static class SimulateCommand
{
    private const double LongestSeconds = 172_800;

    public static Command Create(CommonOptions common)
    {
        Argument<string> output = new("OUT.csv") { Description = "The recording to write, or OUT.edf, OUT.bdf; its truth goes to OUT_truth.tsv beside it." };
        Option<SimulationScenario?> scenario = new("--scenario")
        {
            Description = "What is simulated: " + string.Join(", ", Enum.GetValues<SimulationScenario>().Select(SimulationScenarios.NameOf)) + " (default random-jerks).",
            HelpName = "NAME",
            CustomParser = result => ScenarioName.Parse(result, Enum.GetValues<SimulationScenario>()),
        };
        Option<double?> duration = new("--duration")
        {
            Description = "Length in seconds, at least 1 (default 60).",
            HelpName = "S",
            CustomParser = result => RecordingArguments.ParseAtLeast(result, 1),
        };
        Option<double?> sampleRate = Positive("--sample-rate", "HZ", "Sampling rate in Hz (default 2000; accelerometer 100).");
        Option<ulong> seed = RecordingArguments.Seed("Seed; the same seed and options give the same bytes.");
        Option<double?> ratio = new("--burst-to-noise")
        {
            Description = "Size of the jerks in dB over the noise floor (default 20; noise-steps: 26 over its first level).",
            HelpName = "DB",
            CustomParser = result => RecordingArguments.ParseAtLeast(result, -60),
        };
        Option<double?> frequency = Positive("--frequency", "HZ", "Frequency of a rhythmic train in Hz (default 5).");
        Option<double?> rate = Positive("--rate", "PER_MIN", "Rate of random and irregular jerks per minute (default 20).");
        Option<double?> hum = new("--hum")
        {
            Description = "Add mains hum of this frequency in Hz, with harmonics: 50 or 60, or any below half the sampling rate.",
            HelpName = "HZ",
            CustomParser = result => RecordingArguments.ParseAbove(result, 0),
        };
        EmgModelOption model = new();
        Option<bool> force = new("--force") { Description = "Overwrite files that exist." };
        Command command = new("simulate", "Write a recording with known truth, to try things and to measure detectors.")
        {
            output, scenario, duration, sampleRate, seed, ratio, frequency, rate, hum, model.Option, force,
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(duration) > LongestSeconds)
            {
                throw new CliException(ExitCodes.Usage, string.Create(CultureInfo.InvariantCulture, $"--duration: expected at most {LongestSeconds} s (two days), found {parsed.GetValue(duration)}"));
            }

            SimulationOptions options = SimulationScenarios.Create(
                parsed.GetValue(scenario) ?? SimulationScenario.RandomJerks, parsed.GetValue(duration) ?? 60, parsed.GetValue(seed));
            ThrowIfUnused("--burst-to-noise", parsed.GetValue(ratio), options, _ => true);
            ThrowIfUnused("--frequency", parsed.GetValue(frequency), options, jerks => jerks.Pattern == JerkPattern.Rhythmic);
            ThrowIfUnused("--rate", parsed.GetValue(rate), options, jerks => jerks.Pattern != JerkPattern.Rhythmic);
            options = options with
            {
                SampleRate = parsed.GetValue(sampleRate) ?? options.SampleRate,
                EmgModel = model.Read(parsed),
                Hum = parsed.GetValue(hum) is double hz ? new HumOptions { FrequencyHz = hz } : options.Hum,
                Jerks = [.. options.Jerks.Select(jerks => jerks with
                {
                    BurstToNoiseDb = parsed.GetValue(ratio) ?? jerks.BurstToNoiseDb,
                    FrequencyHz = parsed.GetValue(frequency) ?? jerks.FrequencyHz,
                    RatePerMinute = parsed.GetValue(rate) ?? jerks.RatePerMinute,
                })],
            };
            Write(parsed.GetValue(output)!, options, parsed.GetValue(force), common.IsQuiet(parsed), cancellation);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    /// <summary>An option that changes nothing is a mistake of its user.</summary>
    private static void ThrowIfUnused(string name, double? value, SimulationOptions options, Func<JerkOptions, bool> isUsed)
    {
        if (value is not null && !options.Jerks.Any(isUsed))
        {
            throw new CliException(
                ExitCodes.Usage,
                $"{name}: expected a scenario with jerks that it changes, found one without",
                remedy: $"leave {name} out, or choose another --scenario");
        }
    }

    private static void Write(string path, SimulationOptions options, bool overwrite, bool isQuiet, CancellationToken cancellation)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension is not (".csv" or ".edf" or ".bdf"))
        {
            throw new CliException(ExitCodes.Usage, $"{path}: expected a name that ends in .csv, .edf or .bdf", remedy: $"{Path.ChangeExtension(path, ".csv")}");
        }

        string full = Path.GetFullPath(path);
        string name = Path.GetFileName(full);
        string truthName = Path.GetFileNameWithoutExtension(full) + "_truth.tsv";
        using OutputFolder folder = new(Path.GetDirectoryName(full)!, overwrite, cancellation);
        SimulatedRecording recording;
        try
        {
            folder.Prepare([truthName], [name, truthName]);
            recording = Simulator.Generate(options);
            folder.Write(
                truthName,
                [
                    (truthName, stream =>
                    {
                        using StreamWriter writer = new(stream, leaveOpen: true);
                        TruthTable.Of(recording.Truth).Write(writer);
                    }),
                    (name, stream => Write(recording, stream, extension)),
                ]);
        }
        catch (ArgumentException error)
        {
            // The ranges of the options are the library's; its message names the option, what was found and expected.
            throw new CliException(ExitCodes.Usage, $"simulate: {OptionName(error)}{ErrorReport.OneLine(error)}", innerException: error);
        }
        finally
        {
            folder.RemoveIfUnused();
        }

        if (isQuiet)
        {
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"wrote {path} ({recording.Signals.Count} signal{(recording.Signals.Count == 1 ? string.Empty : "s")}, {options.DurationSeconds:0.###} s at {options.SampleRate:0.###} Hz) and {truthName} ({recording.Truth.Count} events)"));
    }

    private static string OptionName(ArgumentException error) => error.ParamName switch
    {
        "FrequencyHz" => "--frequency or --hum: ",
        "RatePerMinute" => "--rate: ",
        "SampleRate" => "--sample-rate: ",
        "BurstToNoiseDb" => "--burst-to-noise: ",
        _ => string.Empty,
    };

    private static void Write(SimulatedRecording recording, Stream stream, string extension)
    {
        if (extension == ".csv")
        {
            WriteSignals(recording, stream);
            return;
        }

        EdfRecordingWriter.Write(() => MemoryRecording.Of(recording), stream, new EdfWriteOptions { IsBdf = extension == ".bdf" });
    }

    private static void WriteSignals(SimulatedRecording recording, Stream stream)
    {
        using CsvRecordingWriter writer = new(stream, recording.Options.SampleRate, [.. recording.Signals.Select(signal => signal.Header)]);
        double[] row = new double[recording.Signals.Count];
        for (int i = 0; i < recording.Signals[0].Samples.Length; i++)
        {
            for (int signal = 0; signal < row.Length; signal++)
            {
                // A thousandth of a microvolt, or of a thousandth of g: far below the noise, and a third of the digits.
                row[signal] = Math.Round(recording.Signals[signal].Samples[i], recording.Signals[signal].Unit == "g" ? 6 : 3);
            }

            writer.WriteRow(row);
        }
    }

    private static Option<double?> Positive(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => RecordingArguments.ParseAbove(result, 0),
    };
}
