using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Tests.Detection;

/// <summary>Band-passed Gaussian noise with bursts in it, made without the library's own simulator.</summary>
internal static class TestSignals
{
    public static double[] Noise(int seed, int count)
    {
        // A test's own random numbers need only a fixed seed.
        Random random = new(seed);
        double[] x = new double[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = random.NextNormal();
        }

        return x;
    }

    public static double[] BandPassed(double[] x, double sampleRate)
    {
        double[] y = new double[x.Length];
        new SosFilter(Butterworth.BandPass(4, 20, Math.Min(450, 0.45 * sampleRate), sampleRate)).Process(x, y);
        return y;
    }

    /// <summary>Adds a rectangular burst of white noise; the amplitude is in units of the noise.</summary>
    public static void AddBurst(double[] x, int seed, int start, int length, double amplitude)
    {
        double[] burst = Noise(seed, length);
        for (int i = 0; i < length; i++)
        {
            x[start + i] += amplitude * burst[i];
        }
    }

    public static List<Burst> Detect(double[] x, double sampleRate, int block = int.MaxValue, JerkDetectorOptions? options = null)
    {
        double high = Math.Min(450, 0.45 * sampleRate);
        JerkDetector detector = new(options ?? JerkDetectorOptions.ForEmg, sampleRate, high - 20);
        return Read(detector, x, block);
    }

    public static List<Burst> Read(JerkDetector detector, double[] x, int block = int.MaxValue)
    {
        List<Burst> bursts = [];
        for (int at = 0; at < x.Length; at += Math.Min(block, x.Length - at))
        {
            ReadOnlySpan<double> rest = x.AsSpan(at, Math.Min(block, x.Length - at));
            while (!rest.IsEmpty)
            {
                if (detector.TryRead(rest, out int consumed, out Burst burst))
                {
                    bursts.Add(burst);
                }

                rest = rest[consumed..];
            }
        }

        while (detector.TryFinish(out Burst burst))
        {
            bursts.Add(burst);
        }

        return bursts;
    }
}
