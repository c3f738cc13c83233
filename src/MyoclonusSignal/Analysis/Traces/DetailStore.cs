using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis.Traces;

/// <summary>
/// The details of one channel, in a bounded number of bins: when there are too many, every second one goes, so that what is
/// left is spread evenly, but for those that hold an extreme event, which are what people look at first.
/// </summary>
internal sealed class DetailStore
{
    private const int MostExtremes = 6;

    private readonly long _mostBins;
    private readonly List<(TraceDetail Detail, long Ordinal)> _details = [];
    private readonly ExtremeEvents _weakest = new(MostExtremes);
    private readonly ExtremeEvents _longest = new(MostExtremes);
    private readonly ExtremeEvents _shortest = new(MostExtremes);
    private readonly ExtremeEvents _leastCertain = new(MostExtremes);
    private readonly ExtremeEvents _strongestRejected = new(MostExtremes);
    private long _ordinal;
    private long _stride = 1;
    private long _bins;

    public DetailStore(long mostBins) => _mostBins = mostBins;

    /// <summary>Takes in an event or a rejected candidate, for what is extreme.</summary>
    public void Note(in Burst burst, BurstRejection rejection, double onsetSeconds)
    {
        if (rejection != BurstRejection.None)
        {
            _strongestRejected.Add(-burst.SnrDb, onsetSeconds);
            return;
        }

        _weakest.Add(burst.SnrDb, onsetSeconds);
        _longest.Add(-burst.Length, onsetSeconds);
        _shortest.Add(burst.Length, onsetSeconds);
        _leastCertain.Add(-burst.OnsetUncertaintySeconds, onsetSeconds);
    }

    /// <summary>Takes in a detail; they come in the order in which they were settled.</summary>
    public void Add(TraceDetail detail)
    {
        long ordinal = _ordinal++;
        if (!IsKept(detail, ordinal))
        {
            return;
        }

        _details.Add((detail, ordinal));
        _bins += Bins(detail);
        while (_bins > _mostBins && _stride < _ordinal)
        {
            _stride *= 2;
            _details.RemoveAll(one => !IsKept(one.Detail, one.Ordinal));
            _bins = _details.Sum(one => Bins(one.Detail));
        }
    }

    /// <summary>Gives those that are left, sorted by time.</summary>
    public List<TraceDetail> Details() => [.. _details.Select(one => one.Detail).OrderBy(detail => detail.StartSeconds)];

    private static long Bins(TraceDetail detail) => detail.Pieces.Max(piece => piece.Count);

    private bool IsKept(TraceDetail detail, long ordinal) => ordinal % _stride == 0
        || _weakest.IsIn(detail.StartSeconds, detail.EndSeconds)
        || _longest.IsIn(detail.StartSeconds, detail.EndSeconds)
        || _shortest.IsIn(detail.StartSeconds, detail.EndSeconds)
        || _leastCertain.IsIn(detail.StartSeconds, detail.EndSeconds)
        || _strongestRejected.IsIn(detail.StartSeconds, detail.EndSeconds);
}

/// <summary>A stretch of time that will be kept as a detail.</summary>
/// <param name="startSeconds">Where it begins.</param>
/// <param name="endSeconds">Where it ends, until it grows.</param>
internal sealed class DetailRange(double startSeconds, double endSeconds)
{
    public double StartSeconds { get; } = startSeconds;

    public double EndSeconds { get; set; } = endSeconds;

    /// <summary>Gets or sets the samples, once they have been copied.</summary>
    public TraceDetail? Copied { get; set; }
}
