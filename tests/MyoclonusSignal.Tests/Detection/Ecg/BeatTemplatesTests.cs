using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Tests.Detection;

public sealed class BeatTemplatesTests
{
    private const double Rate = 500;
    private const double Pulse = 0.8;
    private const double Noise = 0.02;

    // A quarter of a beat's place is between two samples, and it was found two samples off at most.
    [Fact]
    public void BeatsAreAlignedToAFractionOfASample()
    {
        double[] times = HeartSignal.Times(1, 30, Pulse, 0.03);
        BeatTemplates templates = Templates(HeartSignal.Beating(2, 30, Rate, Noise, times), times);
        double[] off = [.. times.Select((time, beat) => templates.Place(beat) - (time * Rate))];
        Assert.All(off, here => Assert.Equal(off.Average(), here, 0.1));
        Assert.Equal(0, off.Average(), 1.0);
    }

    [Fact]
    public void OfBeatsThatAreAlikeHardlyAnythingIsLeft()
    {
        double[] times = HeartSignal.Times(3, 30, Pulse, 0.03);
        double[] signal = HeartSignal.Beating(4, 30, Rate, Noise, times);
        double[] noise = HeartSignal.Noise(4, 30, Rate, Noise);
        BeatTemplates templates = Templates(signal, times);
        for (int beat = 0; beat < times.Length; beat++)
        {
            (double before, double left) = templates.Subtract(beat, signal, mayAdd: true);
            Assert.True(left < 0.01 * before, $"{left} of {before}");
        }

        // What is left is the noise, to which the mean of some eight beats in the middle of sixteen adds a tenth of its power.
        Assert.InRange(Power(signal) / Power(noise), 0.9, 1.3);
    }

    // As where a lead had fallen out and its beats were put where the pulse would have them.
    [Fact]
    public void WhereThereIsNoBeatNothingIsSubtracted()
    {
        double[] times = HeartSignal.Times(3, 30, Pulse, 0.03);
        double[] signal = HeartSignal.Beating(4, 30, Rate, Noise, [.. times.Where((_, beat) => beat % 9 != 4)]);
        double[] cleaned = [.. signal];
        BeatTemplates templates = Templates(signal, times);
        for (int beat = 0; beat < times.Length; beat++)
        {
            (double before, double left) = templates.Subtract(beat, cleaned, mayAdd: false);
            Assert.True(left <= before, $"{left} of {before}");
            int at = (int)(times[beat] * Rate);
            if (beat % 9 == 4)
            {
                Assert.Equal(signal.AsSpan(at - 40, 80), cleaned.AsSpan(at - 40, 80));
            }
        }
    }

    // A jerk as large as a beat under every fourth of them stays, and the other beats do not take anything of it.
    [Fact]
    public void AJerkUnderABeatStaysAndIsNotSubtractedFromOthers()
    {
        double[] times = HeartSignal.Times(5, 30, Pulse, 0.03);
        double[] without = HeartSignal.Noise(6, 30, Rate, Noise);
        double[] signal = HeartSignal.Beating(6, 30, Rate, Noise, times);
        int[] hit = [.. Enumerable.Range(0, times.Length).Where(beat => beat % 4 == 3)];
        foreach (int beat in hit)
        {
            double[] jerk = TestSignals.Noise(100 + beat, 25);
            for (int n = 0; n < jerk.Length; n++)
            {
                int at = (int)(times[beat] * Rate) - 12 + n;
                signal[at] += jerk[n];
                without[at] += jerk[n];
            }
        }

        BeatTemplates templates = Templates(signal, times);
        for (int beat = 0; beat < times.Length; beat++)
        {
            templates.Subtract(beat, signal, mayAdd: true);
        }

        for (int beat = 0; beat < times.Length; beat++)
        {
            int from = (int)(times[beat] * Rate) - 12;
            double[] change = [.. Enumerable.Range(from, 25).Select(n => signal[n] - without[n])];
            double most = hit.Contains(beat) ? 0.1 * Power(without[from..(from + 25)]) : 2 * Noise * Noise;
            Assert.True(Power(change) < most, $"beat {beat}: {Power(change)}, at most {most}");
        }
    }

    // Breathing: every fourth beat is a fifth higher, and every fourth a fifth lower.
    [Fact]
    public void AHeightThatChangesIsFollowed()
    {
        double[] times = HeartSignal.Times(7, 30, Pulse, 0.03);
        double[] signal = HeartSignal.Noise(8, 30, Rate, Noise);
        for (int beat = 0; beat < times.Length; beat++)
        {
            HeartSignal.Add(signal, Rate, times[beat], 1 + (0.2 * Math.Sin(Math.PI * beat / 2)), seconds => HeartSignal.Qrs(seconds));
        }

        BeatTemplates templates = Templates(signal, times);
        for (int beat = 0; beat < times.Length; beat++)
        {
            (double before, double left) = templates.Subtract(beat, signal, mayAdd: true);
            Assert.True(left < 0.01 * before, $"{left} of {before} at beat {beat}");
        }
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void FourNeighboursAreNeeded(int beats, bool isSubtracted)
    {
        double[] times = [.. Enumerable.Range(0, beats).Select(i => 1 + (i * Pulse))];
        double[] signal = HeartSignal.Beating(9, 8, Rate, Noise, times);
        double[] original = [.. signal];
        (double before, double left) = Templates(signal, times).Subtract(1, signal, mayAdd: true);
        Assert.Equal(isSubtracted, before > 0 && left < before);
        Assert.Equal(isSubtracted, !signal.SequenceEqual(original));
    }

    [Fact]
    public void TheFirstAndTheLastBeatMayReachBeyondTheSignal()
    {
        double[] times = [.. Enumerable.Range(0, 10).Select(i => 0.03 + (i * Pulse))];
        double[] signal = HeartSignal.Beating(10, 7.25, Rate, Noise, times);
        BeatTemplates templates = Templates(signal, times);
        Assert.All((int[])[0, 9], beat =>
        {
            (double before, double left) = templates.Subtract(beat, signal, mayAdd: true);
            Assert.True(left < 0.05 * before, $"{left} of {before}");
        });
    }

    private static BeatTemplates Templates(double[] signal, double[] times) =>
        new(signal, [.. times.Select((time, i) => Math.Round(time * Rate) + (i % 3) - 1)], Rate, Pulse);

    private static double Power(double[] samples) => samples.Average(x => x * x);
}
