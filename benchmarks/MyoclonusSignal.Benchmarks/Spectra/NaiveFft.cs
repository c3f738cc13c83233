using System.Numerics;

namespace MyoclonusSignal.Benchmarks.Spectra;

/// <summary>The textbook's transform: radix 2 in place, bits reversed first, every sample taken as complex.</summary>
internal sealed class NaiveFft
{
    private readonly Complex[] _turns;
    private readonly int[] _reversed;
    private readonly Complex[] _work;

    public NaiveFft(int length)
    {
        _turns = new Complex[length / 2];
        for (int k = 0; k < _turns.Length; k++)
        {
            _turns[k] = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / length);
        }

        _reversed = new int[length];
        for (int i = 1; i < length; i++)
        {
            _reversed[i] = (_reversed[i / 2] / 2) + (i % 2 * length / 2);
        }

        _work = new Complex[length];
    }

    public void Forward(ReadOnlySpan<double> input, Span<Complex> spectrum)
    {
        for (int i = 0; i < _work.Length; i++)
        {
            _work[_reversed[i]] = input[i];
        }

        for (int span = 1; span < _work.Length; span *= 2)
        {
            int step = _work.Length / (2 * span);
            for (int start = 0; start < _work.Length; start += 2 * span)
            {
                for (int k = 0; k < span; k++)
                {
                    Complex even = _work[start + k];
                    Complex odd = _work[start + k + span] * _turns[k * step];
                    _work[start + k] = even + odd;
                    _work[start + k + span] = even - odd;
                }
            }
        }

        _work.AsSpan(0, spectrum.Length).CopyTo(spectrum);
    }
}
