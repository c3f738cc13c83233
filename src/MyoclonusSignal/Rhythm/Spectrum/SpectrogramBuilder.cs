using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Lays the windows of a record into a spectrogram of bounded size.</summary>
internal static class SpectrogramBuilder
{
    public static RhythmSpectrogram Build(WindowedPower power, RhythmRecord record)
    {
        double energy = 0;
        foreach (double w in power.Window)
        {
            energy += w * w;
        }

        double scale = 2 / (energy * power.SampleRate);
        double[] middles = Middles(power, record.Segments, record.Clocks);
        double span = middles[^1] - middles[0];
        double hop = power.Hop / power.SampleRate;
        int windowsPerColumn = Math.Max(1, (int)Math.Ceiling(((span / hop) + 1) / RhythmSpectrogram.MostTimes));
        double columnSeconds = windowsPerColumn * hop;
        int stride = Math.Max(1, (int)Math.Ceiling((power.BinCount - power.FirstBin) / (double)RhythmSpectrogram.MostFrequencies));
        double[] frequency = [.. Enumerable.Range(0, ((power.BinCount - 1 - power.FirstBin) / stride) + 1)
            .Select(i => (power.FirstBin + (i * stride)) * power.StepHz)];
        List<double> times = [];
        List<double> density = [];
        double fewest = double.PositiveInfinity;
        for (int from = 0; from < power.Count;)
        {
            int column = Column(middles[from], middles[0], columnSeconds);
            int end = from + 1;
            while (end < power.Count && Column(middles[end], middles[0], columnSeconds) == column)
            {
                end++;
            }

            double[] mean = new double[frequency.Length];
            for (int k = from; k < end; k++)
            {
                ReadOnlySpan<double> one = power.One(k);
                for (int i = 0; i < mean.Length; i++)
                {
                    mean[i] += scale * power.LevelOf(k) * one[power.FirstBin + (i * stride)] / (end - from);
                }
            }

            fewest = Math.Min(fewest, power.EffectiveCount(from, end));
            times.Add(middles[0] + (((column + 0.5) * columnSeconds) - (hop / 2)));
            density.AddRange(mean);
            from = end;
        }

        return new RhythmSpectrogram(
            [.. times], frequency, [.. density], columnSeconds, power.WindowSeconds, ConfidenceFactors.OfChiSquare(0.95, 2 * fewest));
    }

    private static int Column(double middle, double first, double columnSeconds) =>
        (int)Math.Floor(((middle - first) / columnSeconds) + 1e-6);

    private static double[] Middles(WindowedPower power, IReadOnlyList<Segment> segments, IReadOnlyList<long> clocks)
    {
        double[] middles = new double[power.Count];
        int s = 0;
        for (int k = 0; k < middles.Length; k++)
        {
            long start = power.StartOf(k);
            while (start >= segments[s].End)
            {
                s++;
            }

            middles[k] = (start - segments[s].Start + clocks[s] + (power.WindowLength / 2.0)) / power.SampleRate;
        }

        return middles;
    }
}
