namespace MyoclonusSignal.Synthesis;

/// <summary>
/// Shot noise of motor-unit action potentials: discharges form a Poisson process whose rate follows the square of the
/// envelope, each one adds the wave of a unit drawn by chance. By Campbell's theorem the expected power at a time is the
/// rate there times the mean energy of a wave.
/// </summary>
/// <remarks>
/// Waves are Hermite–Rodriguez functions of order 1 (two phases) and 2 (three phases) of several widths (Lo Conte,
/// Merletti and Sandri 1994); sizes span a factor of ten, small units being the more numerous (Fuglevand, Winter and Patla
/// 1993, doi:10.1152/jn.1993.70.6.2470). A wave is centred on its discharge, so that activity is not shifted as a whole.
/// </remarks>
internal sealed class MotorUnitCarrier : EmgCarrier
{
    private const int UnitCount = 24;
    private const double NarrowestSeconds = 0.0015;
    private const double WidestSeconds = 0.004;
    private const double SizeRange = 10;

    private readonly double[][] _waves = new double[UnitCount][];
    private readonly double _dischargesPerSample;
    private readonly double _meanEnergy;

    public MotorUnitCarrier(double sampleRate, double dischargesPerSecond)
    {
        _dischargesPerSample = dischargesPerSecond / sampleRate;
        double energy = 0;
        for (int unit = 0; unit < UnitCount; unit++)
        {
            double fraction = unit / (UnitCount - 1.0);
            double size = PortableMath.Pow(SizeRange, fraction);

            // 7 is coprime to the number of units: widths go through their range in an order unrelated to size.
            double spread = unit * 7 % UnitCount / (UnitCount - 1.0);
            double width = NarrowestSeconds * PortableMath.Pow(WidestSeconds / NarrowestSeconds, spread);
            double[] wave = Wave(Math.Max(width * sampleRate, 1), order: 1 + (unit % 2), unit % 4 < 2 ? size : -size);
            foreach (double value in wave)
            {
                energy += value * value;
            }

            _waves[unit] = wave;
        }

        _meanEnergy = energy / UnitCount;
    }

    public override void Add(double[] activity, int start, ReadOnlySpan<double> amplitude, double meanRms, RandomSource random)
    {
        double scale = meanRms / Math.Sqrt(_dischargesPerSample * _meanEnergy);
        double next = random.NextExponential();
        double expected = 0;
        bool isSilent = true;
        int peak = 0;
        for (int index = 0; index < amplitude.Length; index++)
        {
            double relative = amplitude[index] / meanRms;
            expected += _dischargesPerSample * relative * relative;
            for (; next <= expected; next += random.NextExponential())
            {
                AddWave(activity, start + index, scale, random);
                isSilent = false;
            }

            peak = amplitude[index] > amplitude[peak] ? index : peak;
        }

        // A jerk is in the truth, so it must be in the signal: without any discharge it gets one at its peak.
        if (isSilent && amplitude.Length > 0)
        {
            AddWave(activity, start + peak, scale, random);
        }
    }

    private static double[] Wave(double widthSamples, int order, double size)
    {
        int reach = (int)Math.Ceiling(3.5 * widthSamples);
        double[] wave = new double[(2 * reach) + 1];
        for (int index = 0; index < wave.Length; index++)
        {
            double x = (index - reach) / widthSamples;
            double polynomial = order == 1 ? 2 * x : 1 - (2 * x * x);
            wave[index] = size * polynomial * PortableMath.Exp(-x * x);
        }

        return wave;
    }

    private void AddWave(double[] activity, int centre, double scale, RandomSource random)
    {
        double[] wave = _waves[(int)(random.NextUniform() * UnitCount)];
        int first = centre - (wave.Length / 2);
        int from = Math.Max(0, -first);
        int to = Math.Min(wave.Length, activity.Length - first);
        for (int index = from; index < to; index++)
        {
            activity[first + index] += scale * wave[index];
        }
    }
}
