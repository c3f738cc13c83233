namespace MyoclonusSignal.Benchmarks.Foreign.Rhythm;

/// <summary>Signals for records of rhythm, of a making that shares nothing with the library's simulator.</summary>
/// <remarks>
/// The electromyogram is a sum of wavelets, as motor units make it, under a shape; the acceleration a limb's damped answer.
/// Sizes are in standard deviations of the noise.
/// </remarks>
internal sealed class ForeignSignal(int seed)
{
    public const double EmgRate = 1000;
    public const double AccelerationRate = 100;
    private const double WaveletsPerSecond = 400;
    private const double EmgNoiseMicrovolts = 4;
    private const double AccelerationNoiseG = 0.01;
    private readonly Random _random = new(seed);

    public double Uniform(double low, double high) => low + ((high - low) * _random.NextDouble());

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public double Normal() => _random.NextNormal();

    /// <summary>Gives times with intervals of a given mean and variation: a normal one up to 0.2, a log-normal one above.</summary>
    public List<double> Times(double seconds, double mean, double variation, double start = 0)
    {
        List<double> times = [];
        double spread = Math.Sqrt(Math.Log(1 + (variation * variation)));
        double t = start + (mean * _random.NextDouble());
        while (t < start + seconds)
        {
            times.Add(t);
            t += variation <= 0.2
                ? mean * Math.Max(0.2, 1 + (variation * Normal()))
                : mean * Math.Exp((spread * Normal()) - (spread * spread / 2));
        }

        return times;
    }

    /// <summary>Gives times at chance, each at least a dead time behind the one before.</summary>
    public List<double> TimesBehindDeadTime(double seconds, double mean, double deadSeconds)
    {
        List<double> times = [];
        for (double t = Waiting(mean); t < seconds; t += deadSeconds + Waiting(mean - deadSeconds))
        {
            times.Add(t);
        }

        return times;
    }

    /// <summary>Gives an electromyogram in µV: noise, and under the shape wavelets whose power is so many times the noise's.</summary>
    /// <param name="powerOverNoise">The power at each sample over that of the noise.</param>
    public double[] Emg(double[] powerOverNoise)
    {
        double[] samples = new double[powerOverNoise.Length];
        double slow = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            // Two thirds of the noise's power are white, one third is coloured.
            slow = (0.6 * slow) + (0.8 * Normal());
            samples[i] = EmgNoiseMicrovolts * ((0.816 * Normal()) + (0.577 * slow));
        }

        for (double t = Waiting(1 / WaveletsPerSecond); t < samples.Length / EmgRate; t += Waiting(1 / WaveletsPerSecond))
        {
            int at = (int)(t * EmgRate);
            if (powerOverNoise[at] > 0)
            {
                AddWavelet(samples, t, EmgNoiseMicrovolts * Math.Sqrt(powerOverNoise[at]));
            }
        }

        return samples;
    }

    /// <summary>Gives the noise of three axes in g, with gravity.</summary>
    public double[][] Acceleration(double seconds)
    {
        int count = (int)(seconds * AccelerationRate);
        double[] gravity = Direction();
        double[][] axes = new double[3][];
        for (int a = 0; a < axes.Length; a++)
        {
            axes[a] = new double[count];
            for (int i = 0; i < count; i++)
            {
                axes[a][i] = gravity[a] + (AccelerationNoiseG * Normal());
            }
        }

        return axes;
    }

    public double[] Direction()
    {
        double[] direction = [Normal(), Normal(), Normal()];
        double norm = Math.Sqrt(direction.Sum(d => d * d));
        return [.. direction.Select(d => d / norm)];
    }

    /// <summary>Adds a movement along a direction, its size in standard deviations of the noise.</summary>
    public static void Add(double[][] axes, double[] direction, double atSeconds, double lengthSeconds, double size, Func<double, double> shape)
    {
        int first = Math.Max(0, (int)Math.Ceiling(atSeconds * AccelerationRate));
        int end = Math.Min(axes[0].Length, (int)((atSeconds + lengthSeconds) * AccelerationRate));
        for (int i = first; i < end; i++)
        {
            double value = AccelerationNoiseG * size * shape((i / AccelerationRate) - atSeconds);
            for (int a = 0; a < axes.Length; a++)
            {
                axes[a][i] += direction[a] * value;
            }
        }
    }

    /// <summary>Adds a shape to a course of power.</summary>
    public static void Add(double[] power, double atSeconds, double lengthSeconds, double size, Func<double, double> shape)
    {
        int first = Math.Max(0, (int)Math.Ceiling(atSeconds * EmgRate));
        int end = Math.Min(power.Length, (int)((atSeconds + lengthSeconds) * EmgRate));
        for (int i = first; i < end; i++)
        {
            power[i] += size * Math.Max(0, shape(((i / EmgRate) - atSeconds) / lengthSeconds));
        }
    }

    private double Waiting(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    // The derivative of a Gaussian, as an electrode pair sees a volley pass: power 1 at the rate of the wavelets.
    private void AddWavelet(double[] samples, double seconds, double size)
    {
        double sigma = Uniform(0.0015, 0.003);
        double sign = Chance(0.5) ? 1 : -1;

        // ∫(x·e^(−x²/2σ²)/σ)²dt = √π·σ/2.
        double scale = sign * size / Math.Sqrt(WaveletsPerSecond * Math.Sqrt(Math.PI) * sigma / 2);
        int reach = (int)(4 * sigma * EmgRate);
        int middle = (int)(seconds * EmgRate);
        for (int i = Math.Max(0, middle - reach); i <= Math.Min(samples.Length - 1, middle + reach); i++)
        {
            double x = ((i / EmgRate) - seconds) / sigma;
            samples[i] += scale * x * Math.Exp(-x * x / 2);
        }
    }
}
