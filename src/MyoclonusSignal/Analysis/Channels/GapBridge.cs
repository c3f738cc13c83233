using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Bridges short losses of one channel by the line between the samples beside them, so that a lost packet neither ends a segment
/// nor makes filters ring. Where a bridge lies is kept: no event may live on bridged samples.
/// </summary>
/// <remarks>
/// A line has hardly any power in the band of jerks, so a bridged stretch looks like silence. Fifty milliseconds are a packet of most
/// wireless sensors, and as long as the shortest silent period; what is longer ends the segment.
/// </remarks>
internal sealed class GapBridge
{
    /// <summary>The longest loss that is bridged, in seconds.</summary>
    public const double LongestSeconds = 0.05;

    // An event of which more than this part is bridged was not seen.
    private const double MostBridgedPart = 0.5;

    // Hours of single losses in one segment: those of the last minutes can still lie under an event that is open.
    private const int MostKept = 1 << 16;

    private readonly int _longest;
    private readonly double[] _last;
    private readonly SampleBlock _block;
    private readonly RecordingChannel _channel;
    private readonly List<Segment> _bridges = [];

    /// <summary>Initializes a new instance of the <see cref="GapBridge"/> class.</summary>
    /// <param name="channel">The channel.</param>
    public GapBridge(RecordingChannel channel)
    {
        _channel = channel;

        // At any rate one lost sample is bridged.
        _longest = Math.Max(1, (int)Math.Floor((LongestSeconds * channel.SampleRate) + 1e-6));
        _last = new double[channel.Signals.Count];
        _block = new SampleBlock(1 + channel.Signals.Max(), _longest);
    }

    /// <summary>Gets the number of losses bridged, and of the samples in them.</summary>
    public (int Count, long Samples) Total { get; private set; }

    /// <summary>Gets the number of missing samples behind the last one that was there.</summary>
    public int Pending { get; private set; }

    /// <summary>Takes in that samples are missing; tells whether they are too many to be bridged.</summary>
    public bool Miss(int count)
    {
        Pending = (int)Math.Min(int.MaxValue / 2, (long)Pending + count);
        return Pending > _longest;
    }

    /// <summary>Keeps the last samples of a stretch that is there, from which a bridge would begin.</summary>
    public void Note(SampleBlock block, int last)
    {
        for (int axis = 0; axis < _last.Length; axis++)
        {
            _last[axis] = block[_channel.Signals[axis]][last];
        }
    }

    /// <summary>Makes the samples in place of the missing ones.</summary>
    /// <param name="block">The block in which the samples go on.</param>
    /// <param name="at">Where.</param>
    /// <param name="segmentSample">The index in the segment of the first missing sample.</param>
    /// <returns>A block with <see cref="Pending"/> samples, valid until the next call.</returns>
    public SampleBlock Make(SampleBlock block, int at, long segmentSample)
    {
        for (int axis = 0; axis < _last.Length; axis++)
        {
            int signal = _channel.Signals[axis];
            double next = block[signal][at];
            Span<double> room = _block.Room(signal);
            for (int i = 0; i < Pending; i++)
            {
                room[i] = _last[axis] + ((next - _last[axis]) * (i + 1) / (Pending + 1));
            }

            _block.SetCount(signal, Pending);
        }

        if (_bridges.Count == MostKept)
        {
            _bridges.RemoveRange(0, MostKept / 2);
        }

        _bridges.Add(new Segment(segmentSample, segmentSample + Pending));
        Total = (Total.Count + 1, Total.Samples + Pending);
        return _block;
    }

    /// <summary>Forgets that samples are missing: they were bridged, or ended the segment.</summary>
    public void Settle() => Pending = 0;

    /// <summary>Forgets the bridges of the segment.</summary>
    public void EndSegment() => _bridges.Clear();

    /// <summary>Gets the bridges of the segment, in its samples.</summary>
    public IReadOnlyList<Segment> Bridges => _bridges;

    /// <summary>Tells whether most of an event lies on bridged samples.</summary>
    /// <param name="start">Its first sample in the segment.</param>
    /// <param name="end">The sample behind its last.</param>
    /// <param name="delaySamples">How much later than the recorded samples it was seen.</param>
    public bool Carries(long start, long end, double delaySamples)
    {
        double bridged = 0;
        for (int i = _bridges.Count - 1; i >= 0 && _bridges[i].End + delaySamples > start; i--)
        {
            bridged += Math.Max(0, Math.Min(end, _bridges[i].End + delaySamples) - Math.Max(start, _bridges[i].Start + delaySamples));
        }

        return bridged > MostBridgedPart * (end - start);
    }
}
