namespace MyoclonusSignal.Tests.Rhythm;

/// <summary>Envelopes with a known truth: noise of several colours, burst trains of several kinds of regularity.</summary>
/// <remarks>
/// The electromyogram is white noise at 1000 Hz whose variance rises within a burst (Hann-shaped, mean burst power =
/// the stated ratio); its envelope is the mean of 10 rectified samples through a 25 Hz Butterworth filter of order 4, at 100 Hz.
/// </remarks>
internal sealed class TrainSimulator(int seed)
{
    public const double SampleRate = 100;
    private const int Oversampling = 10;
    private readonly Random _random = new(seed);

    public double Uniform() => _random.NextDouble();

    public double Normal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * _random.NextDouble());
    }

    /// <summary>Independent Gaussian intervals: the phase is a random walk.</summary>
    public List<double> Renewal(double seconds, double frequencyHz, double variation)
    {
        List<double> onsets = [];
        for (double t = -(1 + Uniform()) / frequencyHz; t < seconds; t += Math.Max(1 + (variation * Normal()), 0.05) / frequencyHz)
        {
            onsets.Add(t);
        }

        onsets.RemoveAll(t => t < 0);
        return onsets;
    }

    /// <summary>Independent errors about a steady grid; the intervals have √2 times their coefficient of variation.</summary>
    public List<double> Grid(double seconds, double frequencyHz, double error)
    {
        List<double> onsets = [];
        double phase = Uniform();
        for (int i = -3; i < (seconds * frequencyHz) + 4; i++)
        {
            onsets.Add((i + phase + (error * Normal())) / frequencyHz);
        }

        onsets.RemoveAll(t => t < 0 || t >= seconds);
        onsets.Sort();
        return onsets;
    }

    /// <summary>Independent gamma intervals; a coefficient of variation of 1 is a Poisson process.</summary>
    public List<double> Gamma(double seconds, double frequencyHz, double variation)
    {
        double shape = 1 / (variation * variation);
        List<double> onsets = [];
        for (double t = -5 / frequencyHz; t < seconds; t += GammaDeviate(shape) / (shape * frequencyHz))
        {
            onsets.Add(t);
        }

        onsets.RemoveAll(t => t < 0);
        return onsets;
    }

    public double[] Envelope(double seconds, IReadOnlyList<double> onsets, double snrDb, double burstSeconds = 0.08, double amplitudeVariation = 0.2)
    {
        double rate = SampleRate * Oversampling;
        double[] variance = new double[(int)(seconds * rate)];
        Array.Fill(variance, 1);
        int length = (int)(burstSeconds * rate);
        foreach (double onset in onsets)
        {
            double power = Math.Pow(10, snrDb / 10) * Math.Exp(2 * amplitudeVariation * Normal());
            int start = (int)(onset * rate);
            for (int k = 0; k < length && start + k < variance.Length; k++)
            {
                variance[start + k] += power * (1 - Math.Cos(2 * Math.PI * (k + 0.5) / length));
            }
        }

        double[] envelope = new double[variance.Length / Oversampling];
        var first = new LowPass(0.54119610);
        var second = new LowPass(1.30656296);
        for (int i = 0; i < envelope.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < Oversampling; k++)
            {
                sum += Math.Abs(Normal()) * Math.Sqrt(variance[(i * Oversampling) + k]);
            }

            envelope[i] = second.Next(first.Next(sum / Oversampling));
        }

        return envelope;
    }

    /// <summary>Noise whose density falls with the frequency to the power 0, 1 or 2.</summary>
    public double[] Noise(double seconds, int slope)
    {
        double[] samples = new double[(int)(seconds * SampleRate)];
        switch (slope)
        {
            case 0:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = Normal();
                }

                break;
            case 2:
                double level = 0;
                for (int i = 0; i < samples.Length; i++)
                {
                    level = (0.999 * level) + Normal();
                    samples[i] = level;
                }

                break;
            default:
                Pink(samples);
                break;
        }

        return samples;
    }

    // First-order processes an octave apart add up to 1/f.
    private void Pink(double[] samples)
    {
        for (int octave = 0; octave < 12; octave++)
        {
            double memory = Math.Exp(-Math.PI / Math.Pow(2, octave));
            double drive = Math.Sqrt(1 - (memory * memory));
            double state = Normal();
            for (int i = 0; i < samples.Length; i++)
            {
                state = (memory * state) + (drive * Normal());
                samples[i] += state;
            }
        }
    }

    private double GammaDeviate(double shape)
    {
        // Marsaglia and Tsang (2000), doi:10.1145/358407.358414; shapes of 1 and above only.
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal();
            double v = 1 + (c * x);
            v = v * v * v;
            if (v > 0 && Math.Log(1 - Uniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    // One second-order section of a Butterworth low-pass at a quarter of the sampling rate: tan(π/4) = 1.
    private sealed class LowPass(double q)
    {
        private readonly double _gain = 1 / (2 + (1 / q));
        private readonly double _feedback = (2 - (1 / q)) / (2 + (1 / q));
        private double _x1;
        private double _x2;
        private double _y1;
        private double _y2;

        public double Next(double x)
        {
            double y = (_gain * (x + (2 * _x1) + _x2)) - (_feedback * _y2);
            (_x2, _x1) = (_x1, x);
            (_y2, _y1) = (_y1, y);
            return y;
        }
    }
}
