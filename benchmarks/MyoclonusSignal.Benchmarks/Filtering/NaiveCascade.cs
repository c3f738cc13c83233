using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>The textbook's cascade: one section after the other over the whole block, transposed direct form II.</summary>
internal sealed class NaiveCascade(SosCoefficients coefficients)
{
    private readonly SosSection[] _sections = coefficients.Sections.ToArray();
    private readonly double[,] _state = new double[coefficients.Count, 2];

    public void Process(double[] input, double[] output)
    {
        Array.Copy(input, output, input.Length);
        for (int k = 0; k < _sections.Length; k++)
        {
            SosSection s = _sections[k];
            double first = _state[k, 0];
            double second = _state[k, 1];
            for (int i = 0; i < output.Length; i++)
            {
                double x = output[i];
                double y = (s.B0 * x) + first;
                first = (s.B1 * x) - (s.A1 * y) + second;
                second = (s.B2 * x) - (s.A2 * y);
                output[i] = y;
            }

            _state[k, 0] = first;
            _state[k, 1] = second;
        }
    }
}
