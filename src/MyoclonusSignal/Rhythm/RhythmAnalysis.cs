using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>One decision: the tests, the choice of the fundamental, the bouts, the frequency.</summary>
internal sealed class RhythmAnalysis
{
    // How the level of significance is shared among the tests that a record is long enough for.
    private const double JitteredShare = 0.5;
    private const double LineShare = 0.25;
    private const double ScanShare = 0.25;

    private readonly SampleStore[] _axes;
    private readonly List<Segment> _segments;
    private readonly List<long> _clocks;
    private readonly double _sampleRate;
    private readonly RhythmOptions _options;

    public RhythmAnalysis(
        SampleStore[] axes, IReadOnlyList<Segment> segments, IReadOnlyList<long> clocks, double sampleRate, RhythmOptions options)
    {
        _axes = axes;
        _sampleRate = sampleRate;
        _options = options;
        _segments = [];
        _clocks = [];
        for (int s = 0; s < segments.Count; s++)
        {
            if (segments[s].Length >= Samples(options.ShortestWindowSeconds))
            {
                _segments.Add(segments[s]);
                _clocks.Add(clocks[s]);
            }
        }
    }

    public RhythmResult Decide()
    {
        if (_segments.Count == 0)
        {
            return new RhythmResult
            {
                Verdict = RhythmVerdict.TooShort,
                Reason = Say($"too short: no gap-free stretch of {_options.ShortestWindowSeconds:0.##} s"),
            };
        }

        WindowedPower power = Windows(_options.LongWindowSeconds);
        if (power.Count == 0)
        {
            return new RhythmResult { Verdict = RhythmVerdict.Flat, Reason = "the signal is constant" };
        }

        var jittered = new PeakSearch(power, PeakShape.Jittered, _options);
        PeakSearch? line = null;
        if (Longest >= 2 * Samples(2 * _options.LongWindowSeconds))
        {
            line = new PeakSearch(Windows(2 * _options.LongWindowSeconds), PeakShape.Line, _options);
        }

        PeakFinding found = Combine(jittered, line);
        var summary = new RhythmSummary(_axes, _segments, _clocks, _sampleRate, _options, jittered, found);
        return summary.Result();
    }

    private long Longest => _segments.Max(s => s.Length);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Of the tests that call a rhythm the surest; if none does, the one that came closest by chance alone.
    private PeakFinding Combine(PeakSearch jittered, PeakSearch? line)
    {
        PeakFinding best = jittered.Whole();
        if (line is null)
        {
            return best;
        }

        best = Better(best.Shared(JitteredShare), line.Whole().Shared(LineShare));
        return Better(best, jittered.Scan(_options.MinimumProminence).Shared(ScanShare));
    }

    private PeakFinding Better(PeakFinding one, PeakFinding other)
    {
        bool oneCalls = Calls(one);
        bool otherCalls = Calls(other);
        return oneCalls != otherCalls
            ? (oneCalls ? one : other)
            : (other.Evidence.Probability < one.Evidence.Probability ? other : one);
    }

    private bool Calls(PeakFinding finding) =>
        finding.Evidence.Probability <= _options.Significance
        && finding.Evidence.Prominence >= _options.MinimumProminence
        && finding.WithoutItsStrongestMoment() >= _options.MinimumProminence;

    private WindowedPower Windows(double seconds)
    {
        int length = (int)Math.Min(Samples(seconds), Longest);
        int hop = Math.Max(1, (int)Math.Round(length * (1 - _options.Overlap)));
        return new WindowedPower(_axes, _segments, _sampleRate, length, hop, 2 * _options.BandHighHz);
    }

    private long Samples(double seconds) => (long)Math.Round(seconds * _sampleRate);
}
