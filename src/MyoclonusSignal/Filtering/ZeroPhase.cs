using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Filtering;

/// <summary>Filters a whole signal forwards and backwards: no delay, and the square of the filter's response.</summary>
/// <remarks>
/// As <c>scipy.signal.sosfiltfilt</c>: both ends are continued, and each pass starts from the steady state of the continuation's
/// first sample, so that there is little transient. It needs the whole signal and so is no stream; −3 dB of the design become
/// −6 dB. NaN spreads over the whole signal: filter each <see cref="Segment"/> on its own.
/// </remarks>
public static class ZeroPhase
{
    /// <summary>Gives the number of samples by which SciPy continues a signal at each end: three times the filter's length.</summary>
    /// <param name="coefficients">The design.</param>
    public static int DefaultPadding(SosCoefficients coefficients)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        int zerosAtOrigin = 0;
        int polesAtOrigin = 0;
        foreach (SosSection section in coefficients.Sections)
        {
            zerosAtOrigin += section.B2 == 0 ? 1 : 0;
            polesAtOrigin += section.A2 == 0 ? 1 : 0;
        }

        return 3 * ((2 * coefficients.Count) + 1 - Math.Min(zerosAtOrigin, polesAtOrigin));
    }

    /// <summary>Filters with SciPy's continuation: odd, of the default length.</summary>
    /// <param name="coefficients">The design.</param>
    /// <param name="input">The signal; longer than <see cref="DefaultPadding"/>.</param>
    /// <param name="output">Receives the filtered signal; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, the memory overlaps in part, or the signal is too short.</exception>
    public static void Filter(SosCoefficients coefficients, ReadOnlySpan<double> input, Span<double> output) =>
        Filter(coefficients, input, output, PaddingKind.Odd, DefaultPadding(coefficients));

    /// <summary>Filters with a continuation of one's own choice.</summary>
    /// <param name="coefficients">The design.</param>
    /// <param name="input">The signal; longer than the continuation, unless that is none or constant.</param>
    /// <param name="output">Receives the filtered signal; as long as the input, and the same memory or disjoint.</param>
    /// <param name="padding">How the signal is continued.</param>
    /// <param name="paddingSamples">By how many samples at each end, 0 or more.</param>
    /// <exception cref="ArgumentException">The lengths differ, the memory overlaps in part, or the signal is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The kind or the number is outside its range.</exception>
    public static void Filter(
        SosCoefficients coefficients, ReadOnlySpan<double> input, Span<double> output, PaddingKind padding, int paddingSamples)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        Guard.ThrowIfOutside(paddingSamples, 0, Array.MaxLength / 2);
        if (padding is < PaddingKind.None or > PaddingKind.Constant)
        {
            throw new ArgumentOutOfRangeException(nameof(padding), padding, "Expected none, odd, even or constant.");
        }

        int pad = padding == PaddingKind.None ? 0 : paddingSamples;
        int needed = padding is PaddingKind.Odd or PaddingKind.Even ? pad : 0;
        if (input.Length <= needed)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A signal must be longer than its continuation of {needed} samples; found {input.Length}. Shorten the continuation or choose another kind."),
                nameof(input));
        }

        double[] left = new double[pad];
        double[] right = new double[pad];
        Continue(input, padding, left, right);
        var filter = new SosFilter(coefficients);
        filter.Reset(pad > 0 ? left[0] : input[0]);
        filter.Process(left, left);
        filter.Process(input, output);
        filter.Process(right, right);

        right.AsSpan().Reverse();
        output.Reverse();
        filter.Reset(pad > 0 ? right[0] : output[0]);
        filter.Process(right, right);
        filter.Process(output, output);
        output.Reverse();
    }

    private static void Continue(ReadOnlySpan<double> signal, PaddingKind padding, Span<double> left, Span<double> right)
    {
        double first = signal[0];
        double last = signal[^1];
        for (int i = 0; i < left.Length; i++)
        {
            // The mirror images lie left.Length − i samples before the first and i + 1 behind the last one.
            (left[i], right[i]) = padding switch
            {
                PaddingKind.Odd => ((2 * first) - signal[left.Length - i], (2 * last) - signal[signal.Length - 2 - i]),
                PaddingKind.Even => (signal[left.Length - i], signal[signal.Length - 2 - i]),
                _ => (first, last),
            };
        }
    }
}

/// <summary>How a signal is continued beyond its ends before it is filtered forwards and backwards.</summary>
public enum PaddingKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Turned by half a turn about the end sample: value and slope go on. SciPy's default.</summary>
    Odd,

    /// <summary>Mirrored at the end sample.</summary>
    Even,

    /// <summary>The end sample again and again.</summary>
    Constant,
}
