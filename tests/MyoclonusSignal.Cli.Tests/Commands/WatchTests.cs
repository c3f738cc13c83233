using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests.Commands;

/// <summary><c>watch</c> over pipes: events while the recording is being written, and a clean end however it ends.</summary>
public sealed class WatchTests : IDisposable
{
    private static readonly string[] EventKeys =
    [
        "type", "id", "onset_s", "duration_s", "trial_type", "channel", "peak_time_s", "peak_amplitude", "rms_amplitude", "area", "snr_db",
        "burst_class", "rise_time_s", "mean_frequency_hz", "onset_uncertainty_s", "offset_uncertainty_s", "group", "latency_s",
    ];

    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void AnEventComesBeforeTheInputEnds()
    {
        using LiveProcess watch = new(_cli.Folder, "watch", "-", "--sample-rate", "1000");
        watch.Write("emg [uV]\n" + Noise(0, 6, 1000, jerkAt: 5.0));

        // The first line comes without waiting for more than ten lines; the event needs some four seconds behind it.
        JsonElement start = watch.ReadLine()!.Value;
        Assert.Equal("start", Text(start, "type"));
        Assert.Equal(1000, start.GetProperty("channels")[0].GetProperty("sampling_rate_hz").GetDouble());
        Assert.InRange(start.GetProperty("latency_s").GetDouble(), 3, 4.5);
        Assert.Equal(0, start.GetProperty("options").GetProperty("emg_detector").GetProperty("look_ahead_s").GetDouble());
        watch.Write(Noise(6, 11, 1000, jerkAt: 5.0));
        JsonElement found = watch.ReadLine()!.Value;
        Assert.Equal(EventKeys, found.EnumerateObject().Select(property => property.Name));
        Assert.Equal("event", Text(found, "type"));
        Assert.Equal("jerk", Text(found, "trial_type"));
        Assert.Equal(5, found.GetProperty("onset_s").GetDouble(), 0.02);
        Assert.Equal(JsonValueKind.Null, found.GetProperty("group").ValueKind);
        Assert.InRange(found.GetProperty("latency_s").GetDouble(), 2, start.GetProperty("latency_s").GetDouble());

        watch.EndInput();
        JsonElement summary = Assert.Single(watch.ReadToEnd());
        Assert.Equal("summary", Text(summary, "type"));
        Assert.Equal("end-of-input", Text(summary, "ended"));
        Assert.Equal(11, summary.GetProperty("duration_s").GetDouble());
        JsonElement channel = summary.GetProperty("channels")[0];
        Assert.Equal(1, channel.GetProperty("jerks").GetProperty("count").GetInt32());
        Assert.Equal(2, channel.GetProperty("jerks").GetProperty("rate_ci95").GetArrayLength());
        Assert.Equal(found.GetProperty("latency_s").GetDouble(), summary.GetProperty("latency_s").GetProperty("median").GetDouble());
        Assert.True(summary.GetProperty("processing_s").GetProperty("max").GetDouble() >= 0);
        Assert.Equal(0, watch.WaitForExit());
        Assert.Empty(watch.Error);
    }

    [Fact]
    public void ItsEventsAreThoseOfAnalyzeWithItsOptions()
    {
        _cli.Run("simulate", "r.csv", "--scenario", "mixed", "--duration", "60", "--seed", "4").Succeeded();
        CommandResult watched = _cli.RunWithInput(_cli.Bytes("r.csv"), "watch", "-", "--look-ahead", "1").Succeeded();
        string[] lines = watched.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // The first line holds the options, as a summary does.
        _cli.Write("options.json", lines[0]);
        _cli.Run("analyze", "r.csv", "--options", "options.json", "-o", "out").Succeeded();
        EventsFile analysed = new(_cli.Lines("out/r_events.tsv"));
        JsonElement[] events = [.. lines.Where(line => line.StartsWith("{\"type\":\"event\"", StringComparison.Ordinal)).Select(Parse).OrderBy(e => e.GetProperty("onset_s").GetDouble())];
        Assert.True(events.Length > 20);
        Assert.DoesNotContain("retracted", watched.Output, StringComparison.Ordinal);
        Assert.Equal(analysed.Numbers("onset"), events.Select(e => e.GetProperty("onset_s").GetDouble()));
        Assert.Equal(analysed.Numbers("duration"), events.Select(e => e.GetProperty("duration_s").GetDouble()));
        Assert.Equal(analysed.Numbers("peak_amplitude"), events.Select(e => e.GetProperty("peak_amplitude").GetDouble()));
        Assert.Equal(analysed.Numbers("snr_db"), events.Select(e => e.GetProperty("snr_db").GetDouble()));
        Assert.Equal(50, Parse(lines[^1]).GetProperty("line_frequency_hz").GetDouble());
    }

    [Fact]
    public void ARhythmIsALineOfItsOwnAmongTheEventsInTheOrderOfTime()
    {
        _cli.Run("simulate", "r.csv", "--scenario", "mixed", "--duration", "120", "--seed", "3").Succeeded();
        string[] lines = _cli.RunWithInput(_cli.Bytes("r.csv"), "watch", "-").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement[] rhythms = [.. lines.Select(Parse).Where(line => Text(line, "type") == "rhythm")];
        Assert.Equal(
            ["type", "channel", "is_on", "change", "since_s", "frequency_hz", "frequency_ci95", "p_value", "snr_db", "given_s"],
            rhythms[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["began", "faded"], rhythms.Select(line => Text(line, "change")));
        Assert.Equal([true, false], rhythms.Select(line => line.GetProperty("is_on").GetBoolean()));

        // The train of the scenario runs at 5 Hz from 40 to 80 s.
        Assert.Equal(40, rhythms[0].GetProperty("since_s").GetDouble(), 1.0);
        Assert.Equal(5, rhythms[0].GetProperty("frequency_hz").GetDouble(), 0.2);
        double[] given = [.. lines.Select(Parse).Where(line => Text(line, "type") is "event" or "rhythm").Select(line =>
            line.TryGetProperty("given_s", out JsonElement told)
                ? told.GetDouble()
                : line.GetProperty("onset_s").GetDouble() + line.GetProperty("duration_s").GetDouble() + line.GetProperty("latency_s").GetDouble())];
        Assert.All(given.Zip(given.Skip(1)), pair => Assert.True(pair.First <= pair.Second + 2e-4, $"{pair.First} before {pair.Second}"));

        // The first line holds the options of the run, which repeats it.
        _cli.Write("options.json", lines[0]);
        string[] again = _cli.RunWithInput(_cli.Bytes("r.csv"), "watch", "-", "--options", "options.json").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines[..^1], again[..^1]);
    }

    [Fact]
    public void OptionsOfAFileAreTakenAndThoseBesideItCountMore()
    {
        _cli.Write("options.json", """{"rhythm_band_hz": [4, 9], "emg_band_hz": [30, 200], "channels": ["emg"]}""");
        byte[] input = Encoding.UTF8.GetBytes("emg [uV]\n" + Noise(0, 5, 1000, jerkAt: 0));
        CommandResult result = _cli.RunWithInput(input, "watch", "-", "--sample-rate", "1000", "--options", "options.json", "--rhythm-band", "5-10").Succeeded();
        JsonElement options = Parse(result.Output.Split('\n')[0]).GetProperty("options");
        Assert.Equal([5.0, 10], options.GetProperty("rhythm_band_hz").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal([30.0, 200], options.GetProperty("emg_band_hz").EnumerateArray().Select(value => value.GetDouble()));

        // What the file does not state is as watch has it, not as analyze has it.
        Assert.Equal(4, options.GetProperty("preview_s").GetDouble());
        Assert.Equal(0, options.GetProperty("emg_detector").GetProperty("look_ahead_s").GetDouble());
    }

    [Theory]
    [InlineData("""{"detector": "bonato"}""", "the detector \"Bonato")]
    [InlineData("""{"resample": true}""", "\"resample\": true needs a whole recording")]
    [InlineData("""{"nonsense": 1}""", "unknown option \"nonsense\"")]
    public void OptionsThatNeedAWholeRecordingAreRefused(string json, string expected)
    {
        _cli.Write("options.json", json);
        CommandResult result = _cli.RunWithInput([], "watch", "-", "--sample-rate", "1000", "--options", "options.json").Refused(64);
        Assert.Contains("--options options.json", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(expected, result.ErrorLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void ASignalEndsItWithTheSummary(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no signal to send on Windows.");
        using LiveProcess watch = new(_cli.Folder, "watch", "-", "--sample-rate", "1000", "--line-frequency", "none");
        watch.Write("emg [uV]\n" + Noise(0, 10, 1000, jerkAt: 5.0));
        Assert.Equal("start", Text(watch.ReadLine()!.Value, "type"));
        Assert.Equal("event", Text(watch.ReadLine()!.Value, "type"));
        watch.Signal(signal);
        JsonElement summary = Assert.Single(watch.ReadToEnd());
        Assert.Equal("interrupted", Text(summary, "ended"));
        Assert.Equal(1, summary.GetProperty("events").GetInt32());
        Assert.Equal(exitCode, watch.WaitForExit());
        Assert.Empty(watch.Error);
    }

    [Fact]
    public void ABrokenLineIsToldAfterTheEventsAndTheSummary()
    {
        byte[] input = Encoding.UTF8.GetBytes("emg [uV]\n" + Noise(0, 10, 1000, jerkAt: 9.2) + "oops\n" + Noise(10, 12, 1000, jerkAt: 0));
        CommandResult result = _cli.RunWithInput(input, "watch", "-", "--sample-rate", "1000");
        Assert.Equal(65, result.ExitCode);
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["start", "event", "summary"], lines.Select(line => Text(Parse(line), "type")));
        Assert.Equal("bad-data", Text(Parse(lines[2]), "ended"));
        Assert.Equal(10, Parse(lines[2]).GetProperty("duration_s").GetDouble());
        Assert.StartsWith("error: standard input, line 10002, column 1 (emg): expected a number", result.Error, StringComparison.Ordinal);
        Assert.Contains("oops", result.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AConsumerThatHasGoneEndsItQuietly()
    {
        using LiveProcess watch = new(_cli.Folder, "watch", "-", "--sample-rate", "1000");
        watch.Write("emg [uV]\n" + Noise(0, 5, 1000, jerkAt: 3.0));
        Assert.Equal("start", Text(watch.ReadLine()!.Value, "type"));
        watch.CloseOutput();
        watch.Write(Noise(5, 10, 1000, jerkAt: 7.0));
        Assert.Equal(74, watch.WaitForExit());
        Assert.Empty(watch.Error);
    }

    [Fact]
    public void HeartbeatsAreTakenBackByALineOfTheirOwn()
    {
        _cli.Run("simulate", "r.csv", "--scenario", "ecg", "--duration", "60", "--seed", "3").Succeeded();
        string[] lines = _cli.RunWithInput(_cli.Bytes("r.csv"), "watch", "-").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement back = Parse(lines.First(line => line.StartsWith("{\"type\":\"retracted\"", StringComparison.Ordinal)));
        Assert.Equal(["type", "id", "onset_s", "channel", "reason"], back.EnumerateObject().Select(property => property.Name));
        Assert.Equal("heartbeat", Text(back, "reason"));
        int given = lines.Count(line => line.StartsWith("{\"type\":\"event\"", StringComparison.Ordinal));
        int taken = lines.Count(line => line.StartsWith("{\"type\":\"retracted\"", StringComparison.Ordinal));
        JsonElement summary = Parse(lines[^1]);
        Assert.Equal(given - taken, summary.GetProperty("events").GetInt32());
        Assert.True(summary.GetProperty("channels")[0].GetProperty("rejected").GetProperty("heartbeat").GetInt32() > 30);
    }

    [Fact]
    public void ChannelsAndKindsAreChosenAsInAnalyze()
    {
        StringBuilder text = new("left,right\n");
        foreach (string line in Noise(0, 6, 1000, jerkAt: 3.0).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line},{line}\n");
        }

        byte[] input = Encoding.UTF8.GetBytes(text.ToString());
        CommandResult result = _cli.RunWithInput(
            input, "watch", "-", "--sample-rate", "1000", "--channels", "right", "--kind", "left=other", "--kind", "right=emg", "--emg-band", "30-200").Succeeded();
        JsonElement start = Parse(result.Output.Split('\n')[0]);
        Assert.Equal("right", Text(Assert.Single(start.GetProperty("channels").EnumerateArray()), "name"));
        Assert.Equal("[30,200]", start.GetProperty("options").GetProperty("emg_band_hz").GetRawText());
        Assert.Empty(result.Error);
        _cli.RunWithInput(input, "watch", "-", "--sample-rate", "1000", "--channels", "rigth").Refused(64);
    }

    [Fact]
    public void ThatNothingCanBeFoundIsSaidAtTheStart()
    {
        CommandResult result = _cli.RunWithInput(
            Encoding.UTF8.GetBytes("emg [uV]\n" + Noise(0, 1, 1000, jerkAt: 0)), "watch", "-", "--sample-rate", "25").Succeeded();
        Assert.StartsWith("warning: no channel is EMG or acceleration and sampled fast enough", result.Error, StringComparison.Ordinal);
        Assert.Contains("sample-rate-too-low", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "watch")]
    [InlineData(64, "watch", "-", "--look-ahead", "-1")]
    [InlineData(64, "watch", "-", "--look-ahead", "61")]
    [InlineData(64, "watch", "-", "--line-frequency", "loud")]
    [InlineData(64, "watch", "-", "--sample-rate", "0")]
    [InlineData(64, "watch", "-", "--emg-band", "400-20")]
    [InlineData(64, "watch", "-", "--chanels", "emg")]
    [InlineData(64, "watch", "-", "--kind", "emg=heart", "--sample-rate", "1000")]
    [InlineData(65, "watch", "-")]
    [InlineData(66, "watch", "no-such-pipe", "--sample-rate", "1000")]
    public void WhatCannotBeIsRefusedBeforeAnything(int exitCode, params string[] arguments) =>
        _cli.RunWithInput(Encoding.UTF8.GetBytes("emg [uV]\n" + Noise(0, 1, 1000, jerkAt: 0)), arguments).Refused(exitCode);

    [Theory]
    [InlineData("")]
    [InlineData("hello\nworld\n")]
    [InlineData("emg\n")]
    public void AnInputWithoutSamplesIsBadData(string text)
    {
        CommandResult result = _cli.RunWithInput(Encoding.UTF8.GetBytes(text), "watch", "-", "--sample-rate", "1000").Refused(65);
        Assert.Contains("standard input", result.ErrorLines[0], StringComparison.Ordinal);
    }

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static JsonElement Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    /// <summary>Rows of noise from one second to another, with a jerk of 60 ms where it is to be.</summary>
    private static string Noise(int from, int to, int sampleRate, double jerkAt)
    {
        StringBuilder text = new();
        Random random = new(20260101);
        for (int i = 0; i < to * sampleRate; i++)
        {
            double noise = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
            if (i < from * sampleRate)
            {
                continue;
            }

            double seconds = (double)i / sampleRate;
            double size = jerkAt > 0 && seconds >= jerkAt && seconds < jerkAt + 0.06 ? 100 : 5;
            text.Append(CultureInfo.InvariantCulture, $"{size * noise:0.000}\n");
        }

        return text.ToString();
    }
}
