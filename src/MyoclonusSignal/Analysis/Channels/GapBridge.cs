using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Bridges short losses of one channel, so that a lost packet neither ends a segment nor makes filters ring. Where a bridge lies is
/// kept: no event may live on bridged samples.
/// </summary>
/// <remarks>
/// <para>
/// A bridge is the line to the next sample, and on it the mirror image of what the samples before the loss have besides their own
/// line. Up to two samples it is the line alone. A line alone over 50 ms of EMG would be a silence: five in a hundred made the noise
/// floor so low and so uneven that jerks far from any loss were missed, and contractions found where there was only noise.
/// </para>
/// <para>What is longer than <see cref="ShortLoss"/> ends the segment.</para>
/// </remarks>
internal sealed class GapBridge
{
    /// <summary>An event of which more than this part is bridged was not seen.</summary>
    public const double MostBridgedPart = 0.5;

    // Hours of single losses in one segment: those of the last minutes can still lie under an event that is open.
    private const int MostKept = 1 << 16;

    private readonly int _longest;
    private readonly double[][] _before;
    private readonly SampleBlock _block;
    private readonly RecordingChannel _channel;
    private readonly List<Segment> _bridges = [];
    private int _known;

    /// <summary>Initializes a new instance of the <see cref="GapBridge"/> class.</summary>
    /// <param name="channel">The channel.</param>
    public GapBridge(RecordingChannel channel)
    {
        _channel = channel;
        _longest = ShortLoss.Samples(channel.SampleRate);
        _before = [.. channel.Signals.Select(_ => new double[_longest])];
        _block = new SampleBlock(1 + channel.Signals.Max(), _longest);
    }

    /// <summary>Gets the number of losses bridged, and of the samples in them.</summary>
    public (int Count, long Samples) Total { get; private set; }

    /// <summary>Gets the number of missing samples behind the last one that was there.</summary>
    public int Pending { get; private set; }

    /// <summary>Takes in that samples are missing; returns true if they are too many to be bridged.</summary>
    public bool Miss(int count)
    {
        Pending = (int)Math.Min(int.MaxValue / 2, (long)Pending + count);
        return Pending > _longest;
    }

    /// <summary>Keeps the last samples of a stretch that is there, which a bridge would go on from.</summary>
    /// <param name="block">The block with the stretch.</param>
    /// <param name="start">Its first sample.</param>
    /// <param name="end">The sample behind its last.</param>
    public void Note(SampleBlock block, int start, int end)
    {
        int taken = Math.Min(_longest, end - start);
        for (int axis = 0; axis < _before.Length; axis++)
        {
            double[] before = _before[axis];
            before.AsSpan(taken).CopyTo(before);
            block[_channel.Signals[axis]][(end - taken)..end].CopyTo(before.AsSpan(_longest - taken));
        }

        _known = Math.Min(_longest, _known + taken);
    }

    /// <summary>Makes the samples in place of the missing ones.</summary>
    /// <param name="block">The block in which the samples go on.</param>
    /// <param name="at">Where.</param>
    /// <param name="segmentSample">The index in the segment of the first missing sample.</param>
    /// <returns>A block with <see cref="Pending"/> samples, valid until the next call.</returns>
    public SampleBlock Make(SampleBlock block, int at, long segmentSample)
    {
        for (int axis = 0; axis < _before.Length; axis++)
        {
            int signal = _channel.Signals[axis];
            Fill(_block.Room(signal)[..Pending], _before[axis].AsSpan(_longest - Math.Min(_known, Pending)), block[signal][at]);
            _block.SetCount(signal, Pending);
        }

        if (_bridges.Count == MostKept)
        {
            _bridges.RemoveRange(0, MostKept / 2);
        }

        Latest = new Segment(segmentSample, segmentSample + Pending);
        _bridges.Add(Latest);
        Total = (Total.Count + 1, Total.Samples + Pending);
        return _block;
    }

    /// <summary>Forgets that samples are missing: they were bridged, or ended the segment.</summary>
    public void Settle() => Pending = 0;

    /// <summary>Forgets the bridges of the segment, and its samples.</summary>
    public void EndSegment()
    {
        _bridges.Clear();
        _known = 0;
    }

    /// <summary>Gets the last bridge, in samples of the segment.</summary>
    public Segment Latest { get; private set; }

    /// <summary>Returns true if most of an event lies on bridged samples.</summary>
    /// <param name="start">Its first sample in the segment.</param>
    /// <param name="end">The sample behind its last.</param>
    /// <param name="delaySamples">How much later than the recorded samples it was seen.</param>
    public bool Carries(long start, long end, double delaySamples) =>
        In(start, end, delaySamples).Sum(part => part.Length) > MostBridgedPart * (end - start);

    /// <summary>Gives the parts of an event that are bridged, the last one first; its place is stated as in <see cref="Carries"/>.</summary>
    public IEnumerable<Segment> In(long start, long end, double delaySamples) =>
        Under(start, end, delaySamples).Select(bridge => new Segment(Math.Max(start, bridge.Start), Math.Min(end, bridge.End)));

    /// <summary>
    /// Gives a burst as far as it was seen: where it seems to begin or end on a bridge, with that edge at the samples beside it, known
    /// to the length of the bridge.
    /// </summary>
    /// <param name="burst">The burst, in samples of the segment.</param>
    /// <param name="delaySamples">How much later than the recorded samples it was seen.</param>
    public Burst Seen(in Burst burst, double delaySamples)
    {
        Burst seen = burst;
        foreach (Segment bridge in Under(burst.Start, burst.End, delaySamples))
        {
            double seconds = bridge.Length / _channel.SampleRate;
            if (bridge.Start <= burst.Start)
            {
                seen = seen with { Start = bridge.End, OnsetUncertaintySeconds = Math.Max(seen.OnsetUncertaintySeconds, seconds) };
            }

            if (bridge.End >= burst.End)
            {
                seen = seen with { End = bridge.Start, OffsetUncertaintySeconds = Math.Max(seen.OffsetUncertaintySeconds, seconds) };
            }
        }

        // Of what lies on bridges alone there is no other place.
        return seen.End > seen.Start ? seen with { PeakIndex = Math.Clamp(seen.PeakIndex, seen.Start, seen.End - 1) } : burst;
    }

    /// <summary>Gives the bridges that share samples with an event, whole and as late as the event was seen, the last one first.</summary>
    private IEnumerable<Segment> Under(long start, long end, double delaySamples)
    {
        long delay = (long)Math.Round(delaySamples);
        for (int i = _bridges.Count - 1; i >= 0 && _bridges[i].End + delay > start; i--)
        {
            if (_bridges[i].Start + delay < end)
            {
                yield return new Segment(_bridges[i].Start + delay, _bridges[i].End + delay);
            }
        }
    }

    /// <summary>Fills a loss from the samples before it, oldest first, up to the sample behind it.</summary>
    private static void Fill(Span<double> room, ReadOnlySpan<double> before, double next)
    {
        // Least squares about the middle: what the samples have besides their own line is zero of up to two.
        int count = before.Length;
        double middle = 0.5 * (count - 1);
        double sum = 0;
        double moment = 0;
        for (int i = 0; i < count; i++)
        {
            sum += before[i];
            moment += (i - middle) * before[i];
        }

        double mean = sum / count;
        double slope = count > 1 ? moment * 12 / (count * ((double)count * count - 1)) : 0;
        double last = mean + (slope * middle);
        for (int i = 0; i < room.Length; i++)
        {
            // There and back again, where less is known than was lost.
            int turn = i % (2 * count);
            int mirrored = turn < count ? count - 1 - turn : turn - count;
            double rest = before[mirrored] - (mean + (slope * (mirrored - middle)));
            room[i] = last + ((next - last) * (i + 1) / (room.Length + 1)) + rest;
        }
    }
}
