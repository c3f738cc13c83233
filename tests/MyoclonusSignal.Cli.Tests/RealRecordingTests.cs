using System.Globalization;
using System.Text.Json;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>Recordings of people, that no one made to fit: skipped where they are not on the machine.</summary>
public sealed class RealRecordingTests : IDisposable
{
    private readonly CommandRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void FourStrongContractionsAreFoundInCountsOfAConverter()
    {
        (JsonElement summary, EventsFile events) = Analyze("biosppy/emg_1.txt");
        Assert.Equal("Simple Text Format", summary.GetProperty("input").GetProperty("format").GetString());
        Assert.InRange(events.Rows.Count, 8, 20);
        double[] strong = [.. events.Numbers("onset").Zip(events.Numbers("snr_db")).Where(row => row.Second > 15).Select(row => row.First)];
        foreach (double onset in (double[])[1.5, 15.5, 25.7, 26.5])
        {
            Assert.Contains(strong, found => Math.Abs(found - onset) < 0.3);
        }
    }

    [Theory]
    [InlineData("biosppy/emg_1.txt")]
    [InlineData("emggo/emggo_ta_250hz.csv")]
    [InlineData("pfizer_wrist/sample_wrist_accelerometer_data.csv")]
    public void NoEventLiesOutsideTheRecording(string recording)
    {
        (JsonElement summary, EventsFile events) = Analyze(recording);
        double seconds = summary.GetProperty("input").GetProperty("duration_s").GetDouble();
        Assert.NotEmpty(events.Rows);
        Assert.All(
            events.Numbers("onset").Zip(events.Numbers("duration")),
            row => Assert.True(row.First >= 0 && row.First + row.Second <= seconds + 1e-3, $"{row.First} s, {row.Second} s of {seconds} s"));
    }

    [Fact]
    public void TheTrueOnsetsOfSimulatedMotorUnitsAreFoundInSpiteOfTheirMissingTails()
    {
        (_, EventsFile events) = Analyze("ekowa_simulated/signals.csv", "--sample-rate", "1000");
        string[] truth = File.ReadAllLines(TestData.RealRecording("ekowa_simulated/onsets.csv"))[1..];
        Assert.Equal(50, truth.Length);
        (string Channel, double Onset)[] found = [.. events.Texts("channel").Zip(events.Numbers("onset"))];
        int matched = truth.Count(line =>
        {
            string[] fields = line.Split(',');
            double onset = double.Parse(fields[2], CultureInfo.InvariantCulture) / 1000;
            return found.Any(e => e.Channel == $"trial{fields[0]}" && Math.Abs(e.Onset - onset) < 1.5);
        });

        // Two more of 4.4 dB, over a background as coloured as 1/f, were found before such noise alone was held to one false event in hours.
        Assert.InRange(matched, 47, 50);
        Assert.InRange(found.Length, 47, 51);
    }

    [Fact]
    public void TheBurstsCountedByTheAuthorsAreFoundBetweenHeartbeats()
    {
        (_, EventsFile events) = Analyze("emggo/emggo_ta_250hz.csv");
        (string Type, double Snr)[] rows = [.. events.Texts("trial_type").Zip(events.Numbers("snr_db"))];
        Assert.Equal(56, rows.Count(row => row.Type == "contraction" && row.Snr >= 20));
    }

    [Fact]
    public void HardlyAnythingBesideTheBurstsCountedByTheAuthorsIsTold()
    {
        (_, EventsFile events) = Analyze("emggo/emggo_ta_250hz.csv");
        Assert.InRange(events.Texts("trial_type").Count(type => type == "contraction"), 55, 57);
        Assert.InRange(events.Rows.Count, 55, 60);
    }

    [Fact]
    public void TheRateComesFromTheTimeAxis()
    {
        (JsonElement summary, _) = Analyze("mhealthtools_tremor/rest_tremor_data.csv");
        Assert.All(
            summary.GetProperty("channels").EnumerateArray(),
            channel => Assert.Equal(92.77, channel.GetProperty("sampling_rate_hz").GetDouble(), 0.05));
    }

    [Fact]
    public void OrdinaryWristMovementIsNoRhythm()
    {
        (JsonElement summary, _) = Analyze("pfizer_wrist/sample_wrist_accelerometer_data.csv");
        JsonElement channel = Assert.Single(summary.GetProperty("channels").EnumerateArray());
        Assert.Equal("acc", channel.GetProperty("kind").GetString());
        Assert.Equal(100, channel.GetProperty("sampling_rate_hz").GetDouble(), 0.01);
        Assert.False(channel.GetProperty("rhythm").GetProperty("is_rhythmic").GetBoolean());
        Assert.Equal(JsonValueKind.Null, channel.GetProperty("rhythm").GetProperty("frequency_hz").ValueKind);
    }

    private (JsonElement Summary, EventsFile Events) Analyze(string recording, params string[] options)
    {
        string path = TestData.RealRecording(recording);
        JsonElement summary = _cli.Run(["analyze", path, "-o", "out", "--json", .. options]).Succeeded().Json();
        return (summary, new EventsFile(_cli.Lines($"out/{Path.GetFileNameWithoutExtension(path)}_events.tsv")));
    }
}
