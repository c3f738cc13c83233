namespace MyoclonusSignal.Synthesis;

/// <summary>
/// Gaussian noise of variance 1 with the spectrum k · f_h⁴ · f² / ((f² + f_l²)(f² + f_h²)²) of surface EMG (Shwedyk et al.
/// 1977; corners as in Stulen and De Luca 1981): white noise through H(s) = s · ω_h² / ((s + ω_l)(s + ω_h)²), each pole
/// taken over by the bilinear transform with its corner kept.
/// </summary>
internal sealed class ShapedNoiseCarrier : EmgCarrier
{
    private const double HighestCorner = 0.4;
    private const double WarmUpSeconds = 0.05;

    private readonly double _sampleRate;
    private readonly double _kLow;
    private readonly double _kHigh;
    private readonly double _gain;

    private double _input;
    private double _highPassed;
    private double _lowPassed;
    private double _output;

    public ShapedNoiseCarrier(double sampleRate, double lowCornerHz, double highCornerHz)
    {
        _sampleRate = sampleRate;
        _kLow = Warp(Math.Min(lowCornerHz / sampleRate, HighestCorner));
        _kHigh = Warp(Math.Min(highCornerHz / sampleRate, HighestCorner));
        _gain = 1;
        double energy = 0;
        double pulse = 1;
        int length = (int)Math.Ceiling(20 * WarmUpSeconds * sampleRate * Math.Max(1, 60 / lowCornerHz));
        for (int index = 0; index < length; index++)
        {
            double value = Filter(pulse);
            energy += value * value;
            pulse = 0;
        }

        _gain = 1 / Math.Sqrt(energy);
        Reset();
    }

    public override void Add(double[] activity, int start, ReadOnlySpan<double> amplitude, double meanRms, RandomSource random)
    {
        Reset();
        for (int warmUp = (int)Math.Ceiling(WarmUpSeconds * _sampleRate); warmUp > 0; warmUp--)
        {
            Filter(random.NextNormal());
        }

        for (int index = 0; index < amplitude.Length; index++)
        {
            activity[start + index] += amplitude[index] * Filter(random.NextNormal());
        }
    }

    private static double Warp(double cornerPerSample) =>
        PortableMath.SinTurns(cornerPerSample / 2) / PortableMath.CosTurns(cornerPerSample / 2);

    private double Filter(double input)
    {
        double highPassed = (((1 - _kLow) * _highPassed) + input - _input) / (1 + _kLow);
        double lowPassed = (((1 - _kHigh) * _lowPassed) + (_kHigh * (highPassed + _highPassed))) / (1 + _kHigh);
        double output = (((1 - _kHigh) * _output) + (_kHigh * (lowPassed + _lowPassed))) / (1 + _kHigh);
        _input = input;
        _highPassed = highPassed;
        _lowPassed = lowPassed;
        _output = output;
        return output * _gain;
    }

    private void Reset() => _input = _highPassed = _lowPassed = _output = 0;
}
