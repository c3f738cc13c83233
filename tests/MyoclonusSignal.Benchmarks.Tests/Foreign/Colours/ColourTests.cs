using MyoclonusSignal.Benchmarks.Foreign.Colours;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Tests.Foreign.Colours;

/// <summary>Stationary noise that is not white, alone and with jerks in it: a part of what the table measures.</summary>
public sealed class ColourTests
{
    // By the flank of the power alone there were 15, 5, 17 and 10.
    [Theory]
    [InlineData("1/f^1.5", 500)]
    [InlineData("1/f", 1000)]
    [InlineData("40 to 100 Hz", 2000)]
    [InlineData("below 80 Hz", 250)]
    public void NoiseAloneIsNoJerk(string colour, double sampleRate)
    {
        TonicRecording recording = Colour(colour).Noise(500, sampleRate, 300);
        Assert.InRange(recording.Analyze().Events.Count, 0, 1);
    }

    [Theory]
    [InlineData("1/f^1.5", 4, 6)]
    [InlineData("40 to 100 Hz", 1, 3)]
    [InlineData("below 80 Hz", 8, 10)]
    public void JerksInItAreFound(string colour, int factor, double db)
    {
        var tally = default(Tally);
        for (int seed = 500; seed < 502; seed++)
        {
            TonicRecording recording = Colour(colour).Jerks(seed, db, factor);
            tally.Add(recording.Jerks, [.. recording.Analyze().Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)], 0.1);
        }

        Assert.InRange(tally.Matched, (int)(0.85 * tally.True), tally.True);
        Assert.InRange(tally.Found - tally.Matched, 0, 3);
    }

    private static NoiseColour Colour(string name) => NoiseColour.All.Single(colour => colour.Name == name);
}
