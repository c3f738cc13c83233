using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Benchmarks.Spectra;

/// <summary>The power from 3 to 8 Hz in the last second, at every sample; against sine and cosine sums of each window anew, for one sample in 256.</summary>
public class SlidingBandPowerBenchmarks : HotLoop
{
    private const int NaiveStep = 256;
    private const int WindowSamples = 2000;

    private readonly SlidingBandPower _power = new(TestSignal.SampleRate, 3, 8, 1);
    private readonly double[] _past = new double[WindowSamples + BlockSamples];

    /// <inheritdoc/>
    public override string Name => "SlidingBandPower";

    /// <inheritdoc/>
    public override void Process() => _power.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive()
    {
        Array.Copy(Input, 0, _past, WindowSamples, BlockSamples);
        for (int i = 0; i < BlockSamples; i += NaiveStep)
        {
            double power = 0;
            for (int hz = 3; hz <= 8; hz++)
            {
                double re = 0;
                double im = 0;
                for (int k = 0; k < WindowSamples; k++)
                {
                    (double sine, double cosine) = Math.SinCos(2 * Math.PI * hz * k / TestSignal.SampleRate);
                    re += _past[i + k] * cosine;
                    im += _past[i + k] * sine;
                }

                power += (re * re) + (im * im);
            }

            Output[i] = power;
        }

        Array.Copy(_past, BlockSamples, _past, 0, WindowSamples);
    }
}
