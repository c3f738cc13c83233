using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
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
        ChannelResult channel = Analyze(samples, out IReadOnlyList<RecordingWarning> warnings);
        QualityPlace place = Assert.Single(channel.Flat);
        Assert.Equal((5, 3), (place.StartSeconds, place.DurationSeconds));
        Assert.Empty(channel.Clipped);
        Assert.Contains("one stretch", Assert.Single(warnings, warning => warning.Code == "flat").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ClippedStretchesAreReportedWhereTheyAreAndTheEventsInThemAreKept()
    {
        double[] samples = Noise(20);
        foreach (int at in (int[])[4000, 12_000])
        {
            for (int n = 0; n < 80; n++)
            {
                samples[at + n] = Math.Clamp(30 * samples[at + n], -20, 20);
            }
        }

        ChannelResult channel = Analyze(samples, out IReadOnlyList<RecordingWarning> warnings);
        Assert.Equal(2, channel.Jerks!.Count);
        Assert.Equal(2, channel.Clipped.Count);
        Assert.InRange(channel.Clipped[0].StartSeconds, 4, 4.06);
        Assert.InRange(channel.Clipped[1].StartSeconds + channel.Clipped[1].DurationSeconds, 12.02, 12.08);
        Assert.All(channel.Clipped, place => Assert.Equal(1, place.EventCount));
        string text = Assert.Single(warnings, warning => warning.Code == "clipped").Text;
        Assert.Contains("2 stretches; the amplitudes of 2 events there are too small", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(7001)]
    public void BlocksOfAnySizeGiveTheSamePlaces(int blockSamples)
    {
        double[] samples = Noise(20);
        samples.AsSpan(5000, 3000).Fill(0.25);
        samples[9000] = double.NaN;
        samples.AsSpan(9800, 700).Fill(-0.5);

        // By degrees: a leap to a value that stands still is a loss, not a rail.
        for (int i = 0; i < 10; i++)
        {
            samples[14_990 + i] = 0.4 * i * i;
        }

        samples.AsSpan(15_000, 7).Fill(40);
        ChannelResult expected = Analyze(samples, out _);
        ChannelResult found = MyoclonusAnalyzer.Analyze(
            MemoryReader.OfEmg(samples, Rate, blockSamples), cancellationToken: TestContext.Current.CancellationToken).Channels[0];
        Assert.Equal([(5, 3), (9.8, 0.7)], expected.Flat.Select(place => (place.StartSeconds, place.DurationSeconds)));
        Assert.Equal(expected.Flat, found.Flat);
        Assert.Equal(0.007, Assert.Single(expected.Clipped).DurationSeconds);
        Assert.Equal(expected.Clipped, found.Clipped);
    }

    [Fact]
    public void StretchesLessThanASecondApartAreOneAndEventsAreCountedOnce()
    {
        AnalysisEvent jerk = new(1.05, 0.9, EventKind.Jerk, "emg", 1.5, 1, 1, 1, 20, "100-300", null, null, null, null, string.Empty);
        IReadOnlyList<QualityPlace> places = QualityPlaces.Join(
            [new(5, 6), new(1, 1.1), new(1.9, 2), new(2.5, 2.6)], [jerk, jerk with { OnsetSeconds = 4.2, DurationSeconds = 0.8 }]);
        Assert.Equal([new QualityPlace(1, 1.6, 1), new QualityPlace(5, 1, 0)], places);
    }

    [Fact]
    public void AGoodRecordingHasNoSuchPlace()
    {
        ChannelResult channel = Analyze(Noise(20), out IReadOnlyList<RecordingWarning> warnings);
        Assert.Empty(channel.Clipped);
        Assert.Empty(channel.Flat);
        Assert.Empty(warnings);
    }

    private static ChannelResult Analyze(double[] samples, out IReadOnlyList<RecordingWarning> warnings)
    {
        AnalysisResult result = MyoclonusAnalyzer.Analyze(
            MemoryReader.OfEmg(samples, Rate), cancellationToken: TestContext.Current.CancellationToken);
        warnings = result.Warnings;
        return Assert.Single(result.Channels);
    }

    private static double[] Noise(double seconds)
    {
        Random random = new(8);
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(_ => random.NextNormal())];
    }
}
