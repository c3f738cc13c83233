namespace MyoclonusSignal.Spectra;

/// <summary>An immutable plan for the complex transform of any length: by butterflies, or by a chirp for large primes.</summary>
internal sealed class ComplexFft
{
    private readonly SplitFft? _butterflies;
    private readonly ChirpFft? _chirp;

    public ComplexFft(int length, bool vectors)
    {
        Length = length;
        if (LargestPrimeFactor(length) > ChirpFft.LargestButterfly)
        {
            _chirp = new ChirpFft(length, vectors);
        }
        else
        {
            _butterflies = new SplitFft(length, vectors);
        }
    }

    /// <summary>Gets the number of complex points.</summary>
    public int Length { get; }

    /// <summary>Gets the number of doubles a call needs beside result and spare.</summary>
    public int ExtraLength => _chirp?.ScratchLength ?? 0;

    /// <summary>Gives the one of the two buffers that the input may lie in.</summary>
    public Span<double> InputPlace(Span<double> result, Span<double> spare) =>
        _butterflies is null || _butterflies.EndsInFirst ? spare : result;

    /// <summary>Transforms with the sign exp(−2πi·jk/n), without scaling.</summary>
    /// <param name="input">Real and imaginary parts in turn: disjoint from both buffers, or in <see cref="InputPlace"/>.</param>
    /// <param name="result">Receives all real parts, then all imaginary parts.</param>
    /// <param name="spare">2·Length doubles, overwritten.</param>
    /// <param name="extra"><see cref="ExtraLength"/> doubles, overwritten.</param>
    public void Transform(ReadOnlySpan<double> input, Span<double> result, Span<double> spare, Span<double> extra)
    {
        if (_butterflies is null)
        {
            _chirp!.Transform(input, result, extra);
        }
        else if (_butterflies.EndsInFirst)
        {
            _butterflies.Transform(input, result, spare);
        }
        else
        {
            _butterflies.Transform(input, spare, result);
        }
    }

    private static int LargestPrimeFactor(int length)
    {
        int largest = 1;
        for (int factor = 2; length > 1; factor++)
        {
            if ((long)factor * factor > length)
            {
                factor = length;
            }

            while (length % factor == 0)
            {
                largest = factor;
                length /= factor;
            }
        }

        return largest;
    }
}
