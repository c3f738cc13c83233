using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>Collects the matches of several channels and kinds.</summary>
internal sealed class ScoreTally
{
    private readonly List<double> _onsets = [];
    private readonly List<double> _offsets = [];
    private int _detected;
    private int _true;

    /// <summary>Gets the number of matched events.</summary>
    public int Matched => _onsets.Count;

    /// <summary>Gets the number of detected events.</summary>
    public int Detected => _detected;

    /// <summary>Gets the number of true events.</summary>
    public int True => _true;

    public void Add(ReadOnlySpan<Interval> detected, ReadOnlySpan<Interval> truth, MatchOptions options)
    {
        _detected += detected.Length;
        _true += truth.Length;
        foreach (EventPair pair in EventMatcher.Match(detected, truth, options))
        {
            _onsets.Add(detected[pair.Detected].StartSeconds - truth[pair.Truth].StartSeconds);
            if (HasEnd(detected[pair.Detected]) && HasEnd(truth[pair.Truth]))
            {
                _offsets.Add(detected[pair.Detected].EndSeconds - truth[pair.Truth].EndSeconds);
            }
        }
    }

    // An event of no length comes from a table of onsets alone: when it ended is not known.
    private static bool HasEnd(Interval interval) => interval.EndSeconds > interval.StartSeconds;

    public void Add(ScoreTally other)
    {
        _detected += other._detected;
        _true += other._true;
        _onsets.AddRange(other._onsets);
        _offsets.AddRange(other._offsets);
    }

    /// <summary>Gives the score over a length of channel time in seconds, where that is known.</summary>
    public DetectionScore ToScore(double? channelSeconds)
    {
        if (channelSeconds is double seconds)
        {
            Guard.ThrowIfOutside(seconds, double.Epsilon, double.MaxValue, nameof(channelSeconds));
        }

        int matched = Matched;
        return new DetectionScore(
            matched,
            _detected - matched,
            _true - matched,
            Proportion.Of(matched, _detected),
            Proportion.Of(matched, _true),
            _detected + _true == 0 ? null : 2.0 * matched / (_detected + _true),
            (_detected - matched) * 3600 / channelSeconds,
            TimingError.Of(_onsets),
            TimingError.Of(_offsets));
    }
}
