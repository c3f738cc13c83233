using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>Flat and clipped stretches are reported with their place.</summary>
public sealed class QualityPlacesTests
{
    private const double Rate = 1000;

    [Fact]
    public void AFlatStretchIsReportedWhereItIs()
    {
        double[] samples = Noise(20);
        samples.AsSpan(5000, 3000).Fill(0.25);
        RecordingWarning warning = Assert.Single(Warnings(samples), warning => warning.Code == "flat" && warning.StartSeconds is not null);
        Assert.Equal((5.0, 8.0), (warning.StartSeconds, warning.EndSeconds));
    }

    [Fact]
    public void ClippedStretchesAreReportedWhereTheyAreWithTheEventsInThem()
    {
        double[] samples = Noise(20);
        foreach (int at in (int[])[4000, 12_000])
        {
            for (int n = 0; n < 80; n++)
            {
                samples[at + n] = Math.Clamp(30 * samples[at + n], -20, 20);
            }
        }

        RecordingWarning[] clipped = [.. Warnings(samples).Where(warning => warning.Code == "clipped" && warning.StartSeconds is not null)];
        Assert.Equal(2, clipped.Length);
        Assert.InRange(clipped[0].StartSeconds!.Value, 4, 4.06);
        Assert.InRange(clipped[1].EndSeconds!.Value, 12.02, 12.08);
        Assert.All(clipped, warning => Assert.Contains("1 event there", warning.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void ManyStretchesAreSummedUpBehindTheTenth()
    {
        RecordingWarning[] warnings = [.. QualityPlaces.OfFlat("emg", Enumerable.Range(0, 25).Select(i => (i * 10.0, (i * 10.0) + 2)))];
        Assert.Equal(11, warnings.Length);
        Assert.StartsWith("emg: 15 more", warnings[10].Text, StringComparison.Ordinal);
        Assert.Equal((100.0, 242.0), (warnings[10].StartSeconds, warnings[10].EndSeconds));
    }

    [Fact]
    public void AGoodRecordingHasNoSuchWarning() => Assert.Empty(Warnings(Noise(20)));

    private static IReadOnlyList<RecordingWarning> Warnings(double[] samples) => MyoclonusAnalyzer.Analyze(
        MemoryReader.OfEmg(samples, Rate), cancellationToken: TestContext.Current.CancellationToken).Warnings;

    private static double[] Noise(double seconds)
    {
        Random random = new(8);
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
