using MyoclonusSignal.Detection;
using MyoclonusSignal.Envelopes;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Reference;

/// <summary>
/// The work by which speed is compared: band-pass of four sections from 20 to 450 Hz, notch at 50 Hz, magnitude of the
/// Teager–Kaiser energy, low-pass of second order at 20 Hz, and the stretches above five medians of that envelope.
/// </summary>
internal static class ReferenceWork
{
    private const double OverMedian = 5;

    public static LinearEnvelopeDesign Design { get; } = new(Butterworth.LowPass(2, 20, ReferenceSignal.SampleRate))
    {
        Conditioning = Butterworth.BandPass(4, 20, 450, ReferenceSignal.SampleRate).Then(Notch.Design(50, 30, ReferenceSignal.SampleRate)),
        Operator = EnvelopeOperator.TeagerKaiser,
    };

    /// <summary>One signal; gives the number of stretches.</summary>
    public static int Run(double[] signal, double[] envelope, int threads = 1)
    {
        WholeEnvelope.Compute(Design, signal, envelope, threads);
        return CountStretches(envelope);
    }

    /// <summary>Several signals, one after the other on each thread, in memory for one envelope a thread, which stays near.</summary>
    public static int Run(double[][] signals, double[][] envelopeOfThread)
    {
        int count = 0;
        int next = -1;
        void Work(int thread)
        {
            for (int i = Interlocked.Increment(ref next); i < signals.Length; i = Interlocked.Increment(ref next))
            {
                Interlocked.Add(ref count, Run(signals[i], envelopeOfThread[thread]));
            }
        }

        if (envelopeOfThread.Length == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, envelopeOfThread.Length, Work);
        }

        return count;
    }

    /// <summary>Signals that lie in frames; the envelopes come out as separate signals.</summary>
    public static int RunFrames(double[] frames, int signalCount, double[] block, double[][] envelopes)
    {
        LinearEnvelope envelope = new(Design, signalCount);
        for (int at = 0; at < frames.Length; at += block.Length)
        {
            Span<double> part = block.AsSpan(0, Math.Min(block.Length, frames.Length - at));
            envelope.Process(frames.AsSpan(at, part.Length), part);
            Frames.ToSignals(part, envelopes, at / signalCount);
        }

        return envelopes.Sum(signal => CountStretches(signal));
    }

    /// <summary>One signal as a stream, its envelope in a block that is used again and again.</summary>
    public static void RunStream(LinearEnvelope envelope, ReadOnlySpan<double> signal, Span<double> block)
    {
        for (int at = 0; at < signal.Length; at += block.Length)
        {
            int count = Math.Min(block.Length, signal.Length - at);
            envelope.Process(signal.Slice(at, count), block[..count]);
        }
    }

    public static int CountStretches(ReadOnlySpan<double> envelope)
    {
        double threshold = OverMedian * Median.Of(envelope);
        TwoThresholds detector = new(threshold, threshold);
        int count = 0;
        while (!envelope.IsEmpty)
        {
            count += detector.TryRead(envelope, out int consumed, out _) ? 1 : 0;
            envelope = envelope[consumed..];
        }

        return count + (detector.TryFinish(out _) ? 1 : 0);
    }
}
