using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MyoclonusSignal.Signals;

/// <summary>The checks at the public door: every message has what, where, found, expected.</summary>
internal static class Guard
{
    /// <summary>A sampling rate is a finite number above zero.</summary>
    public static void ThrowIfNotSampleRate(
        double sampleRate, [CallerArgumentExpression(nameof(sampleRate))] string? parameterName = null)
    {
        if (!(sampleRate > 0) || !double.IsFinite(sampleRate))
        {
            throw new ArgumentOutOfRangeException(
                parameterName, sampleRate, "A sampling rate in Hz must be a finite number above 0.");
        }
    }

    /// <summary>A value must be finite and lie in [<paramref name="minimum"/>, <paramref name="maximum"/>].</summary>
    public static void ThrowIfOutside<T>(
        T found, T minimum, T maximum, [CallerArgumentExpression(nameof(found))] string? parameterName = null)
        where T : struct, INumber<T>
    {
        // The negated form also catches NaN.
        if (!(found >= minimum && found <= maximum))
        {
            throw new ArgumentOutOfRangeException(
                parameterName,
                found,
                string.Create(CultureInfo.InvariantCulture, $"Expected a value from {minimum} to {maximum}."));
        }
    }

    /// <summary>A cutoff must lie strictly between 0 and half the sampling rate.</summary>
    public static void ThrowIfNotCutoff(
        double cutoffHz, double sampleRate, [CallerArgumentExpression(nameof(cutoffHz))] string? parameterName = null)
    {
        if (!(cutoffHz > 0 && cutoffHz < sampleRate / 2))
        {
            throw new ArgumentOutOfRangeException(
                parameterName,
                cutoffHz,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A cutoff must lie above 0 and below half the sampling rate ({sampleRate / 2} Hz)."));
        }
    }

    /// <summary>The upper border of a band lies above the lower one.</summary>
    public static void ThrowIfNotBand(
        double lowHz, double highHz, [CallerArgumentExpression(nameof(highHz))] string? parameterName = null)
    {
        if (!(highHz > lowHz))
        {
            throw new ArgumentOutOfRangeException(
                parameterName,
                highHz,
                string.Create(CultureInfo.InvariantCulture, $"The upper border of a band must lie above the lower one ({lowHz} Hz)."));
        }
    }

    /// <summary>Input and output of a kernel: equal lengths, and the same memory or disjoint.</summary>
    public static void ThrowIfNotInPlaceOrDisjoint<T>(ReadOnlySpan<T> input, ReadOnlySpan<T> output)
    {
        if (input.Length != output.Length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Input and output must have equal lengths; found {input.Length} and {output.Length}."),
                nameof(output));
        }

        if (input.Overlaps(output, out int elementOffset) && elementOffset != 0)
        {
            throw new ArgumentException(
                "Input and output must be the same memory or disjoint; found a partial overlap.", nameof(output));
        }
    }

    /// <summary>A span whose length something else dictates.</summary>
    public static void ThrowIfNotLength<T>(
        ReadOnlySpan<T> found, int expected, [CallerArgumentExpression(nameof(found))] string? parameterName = null)
    {
        if (found.Length != expected)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected {expected} values; found {found.Length}."), parameterName);
        }
    }

    /// <summary>Frames hold a sample of every signal.</summary>
    public static void ThrowIfNotWholeFrames<T>(
        ReadOnlySpan<T> frames, int signalCount, [CallerArgumentExpression(nameof(frames))] string? parameterName = null)
    {
        if (frames.Length % signalCount != 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected whole frames of {signalCount} samples, one of each signal; found {frames.Length} samples."),
                parameterName);
        }
    }
}
