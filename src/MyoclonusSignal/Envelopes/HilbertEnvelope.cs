using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Envelopes;

/// <summary>The magnitude of the analytic signal, √(x² + H(x)²), as a stream: the envelope of a narrow band without any ripple at its carrier.</summary>
/// <remarks>
/// Hilbert's transform H by a filter of linear phase and odd length whose ideal response, 2/(πn) for odd n, is cut off by Kaiser's
/// window; it holds from the lowest frequency to as far below half the sampling rate. Outside that band the envelope is
/// wrong: take out offset and drift first. Any division into blocks gives the same samples, bit for bit; before the first
/// sample the signal was 0. Nothing is allocated after construction. Not thread-safe; one per signal.
/// </remarks>
public sealed class HilbertEnvelope
{
    private const int ChunkSamples = 512;

    private readonly FirFilter _quadrature;
    private readonly double[] _shifted = new double[ChunkSamples];

    // The last samples of the past, as many as the delay, and behind them a chunk of new ones.
    private readonly double[] _line;

    /// <summary>Initializes a new instance of the <see cref="HilbertEnvelope"/> class.</summary>
    /// <param name="lowestHz">The lowest frequency of the signal in Hz, above 0 and below a quarter of the sampling rate; the delay grows as it falls.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="attenuationDb">How exact the transform is in its band: 60 dB is a ripple of the envelope of at most two thousandths. 21 to 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public HilbertEnvelope(double lowestHz, double sampleRate, double attenuationDb = 60)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        if (!(lowestHz > 0 && lowestHz < sampleRate / 4))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lowestHz),
                lowestHz,
                FormattableString.Invariant($"The lowest frequency must lie above 0 and below a quarter of the sampling rate ({sampleRate / 4} Hz)."));
        }

        Guard.ThrowIfOutside(attenuationDb, 21.0, 200.0);

        // The transition lies around 0 Hz, from −lowest to +lowest.
        int half = Fir.KaiserTaps(2 * lowestHz, sampleRate, attenuationDb) / 2;
        double[] taps = Fir.KaiserWindow((2 * half) + 1, attenuationDb);
        for (int k = 0; k < taps.Length; k++)
        {
            int n = k - half;
            taps[k] *= n % 2 == 0 ? 0 : 2 / (Math.PI * n);
        }

        _quadrature = new FirFilter(new FirCoefficients(taps, sampleRate));
        _line = new double[half + ChunkSamples];
        DelaySamples = half;
        DelaySeconds = half / sampleRate;
    }

    /// <summary>Gets how many samples later a feature comes out.</summary>
    public int DelaySamples { get; }

    /// <summary>Gets how many seconds later a feature comes out.</summary>
    public double DelaySeconds { get; }

    /// <summary>Gives the envelope of a block.</summary>
    /// <param name="input">The next samples; a NaN leaves again after twice the delay and a sample.</param>
    /// <param name="output">Receives the envelope; as long as the input, and the same memory or disjoint.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the memory overlaps in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> output)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint<double>(input, output);
        for (int at = 0; at < input.Length; at += ChunkSamples)
        {
            int count = Math.Min(ChunkSamples, input.Length - at);
            input.Slice(at, count).CopyTo(_line.AsSpan(DelaySamples));
            _quadrature.Process(input.Slice(at, count), _shifted.AsSpan(0, count));
            for (int i = 0; i < count; i++)
            {
                output[at + i] = Math.Sqrt((_line[i] * _line[i]) + (_shifted[i] * _shifted[i]));
            }

            _line.AsSpan(count, DelaySamples).CopyTo(_line);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _quadrature.Reset();
        Array.Clear(_line);
    }
}
