using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>The textbook's convolution: for each sample the sum over all taps.</summary>
internal sealed class NaiveFir(FirCoefficients coefficients)
{
    private readonly double[] _taps = coefficients.Taps.ToArray();
    private readonly double[] _past = new double[coefficients.Taps.Length - 1 + HotLoop.BlockSamples];

    public void Process(double[] input, double[] output)
    {
        int before = _taps.Length - 1;
        Array.Copy(input, 0, _past, before, input.Length);
        for (int i = 0; i < input.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < _taps.Length; k++)
            {
                sum += _taps[k] * _past[before + i - k];
            }

            output[i] = sum;
        }

        Array.Copy(_past, input.Length, _past, 0, before);
    }
}
