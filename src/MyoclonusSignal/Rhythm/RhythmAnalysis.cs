using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Rhythm;

/// <summary>One decision: the tests, the choice of the fundamental, the bouts, the frequency.</summary>
internal sealed class RhythmAnalysis
{
    // How the level of significance is shared among the tests that a record is long enough for: half, a quarter and a quarter,
    // times 1.15. They look at the same samples: of white and 1/f noise of 30 to 600 s one of the three passes its share in
    // 0.75 to 0.93 of what the shares add up to (10⁴ records each).
    private const double JitteredShare = 0.575;
    private const double LineShare = 0.2875;
    private const double ScanShare = 0.2875;

    // Outside the band a rhythm is looked for down to a quarter of its lower edge and up to twice its upper one.
    private const double SlowestFraction = 0.25;
    private const double FastestRatio = 2;
    private const double LeastBandRatio = 1.2;
    private const double LeastRateRatio = 4;

    // Half is worth as many independent windows as three quarters, at half of the time.
    private const double BesideOverlap = 0.5;

    // Windows of six periods tell the harmonics of a slow movement from the valleys between them.
    private const double CombPeriods = 6;

    private readonly RhythmRecord _given;
    private readonly RhythmRecord _record;
    private readonly RhythmOptions _options;
    private PhasePersistence? _persistence;

    public RhythmAnalysis(RhythmRecord record)
    {
        _given = record;
        _record = record.LongEnough();
        _options = record.Options;
    }

    /// <summary>Gets a value indicating whether a peak that single pulses make counts also: a slow movement need not be even.</summary>
    public bool TakesPulses { get; init; }

    /// <summary>Gets a value indicating whether neither a rhythm in a part of the record nor a spectrum is asked for, which take most of the time.</summary>
    public bool IsBrief { get; init; }

    public RhythmResult Decide()
    {
        RhythmResult result = DecideInside();
        RhythmResult last = result.Verdict switch
        {
            RhythmVerdict.Rhythmic => LookForSlowMovement(result),
            RhythmVerdict.NoPeak or RhythmVerdict.TooWeak or RhythmVerdict.PulseShape => LookOutside(result),
            _ => result,
        };
        return last with { Band = (_options.BandLowHz, _options.BandHighHz) };
    }

    // A movement slower than once in a second has harmonics too close to each other for the windows of the decision. Where
    // there is one, its frequency is known better than a comb would tell it, and longer windows show the teeth.
    private RhythmResult LookForSlowMovement(RhythmResult result)
    {
        RhythmResult slow = Beside(SlowestFraction * _options.BandLowHz, _options.BandLowHz, takesPulses: true);
        if (slow is not { FrequencyHz: double slowHz, FrequencyCi95: ConfidenceInterval interval } || slowHz > 0.95 * _options.BandLowHz)
        {
            return result;
        }

        double frequency = result.FrequencyHz!.Value;
        ConfidenceInterval own = result.FrequencyCi95!.Value;
        int order = (int)Math.Round(frequency / slowHz);

        // A pace that changes is not the same mean at the fundamental and at its harmonic: the peak's own width is allowed.
        double reach = PeakShape.ReachHz(frequency, _options.LongWindowSeconds);
        if (order < 2 || order * interval.Low > own.High + reach || order * interval.High < own.Low - reach)
        {
            return result;
        }

        WindowedPower power = _record.Windows(Math.Max(_options.LongWindowSeconds, CombPeriods / slowHz));
        return new HarmonicComb(power, 0, power.Count).Confirms(slowHz, order)
            ? RhythmSummary.Harmonic(result, frequency, slowHz, order) with { Line = result.Line, Spectrogram = result.Spectrogram }
            : result;
    }

    // The same decision on a band beside the one asked for, of the record as a whole, the level shared between the two bands
    // there are.
    private RhythmResult Beside(double lowHz, double highHz, bool takesPulses = false)
    {
        RhythmOptions options = _options with
        {
            BandLowHz = lowHz,
            BandHighHz = highHz,
            WindowSeconds = null,
            Significance = _options.Significance / 2,
            Overlap = Math.Min(_options.Overlap, BesideOverlap),
        };
        return new RhythmAnalysis(_given with { Options = options }) { IsBrief = true, TakesPulses = takesPulses }.DecideRhythm(out _);
    }

    private RhythmResult DecideInside()
    {
        RhythmResult result = DecideRhythm(out WindowedPower? power);
        return power is null
            ? result
            : result with { Line = Line(power), Spectrogram = SpectrogramBuilder.Build(power, _record) };
    }

    // The decision alone, without what is only to be looked at.
    public RhythmResult DecideRhythm(out WindowedPower? power)
    {
        power = null;
        if (_record.Segments.Count == 0)
        {
            return new RhythmResult
            {
                Verdict = RhythmVerdict.TooShort,
                Reason = Say($"too short: no gap-free stretch of {_options.ShortestWindowSeconds:0.##} s"),
            };
        }

        WindowedPower all = _record.Windows(_options.LongWindowSeconds, keeps: !IsBrief);
        if (all.Count == 0)
        {
            return new RhythmResult { Verdict = RhythmVerdict.Flat, Reason = "the signal is constant" };
        }

        power = all;
        return Decide(all);
    }

    private RhythmResult Decide(WindowedPower power)
    {
        var jittered = new PeakSearch(power, PeakShape.Jittered, _options);
        PeakSearch? line = null;
        if (_record.Longest >= 2 * _record.Samples(2 * _options.LongWindowSeconds))
        {
            line = new PeakSearch(_record.Windows(2 * _options.LongWindowSeconds), PeakShape.Line, _options);
        }

        PeakFinding found = Combine(jittered, line);
        var summary = new RhythmSummary(_record, jittered, found) { IsBrief = IsBrief };
        return IsBrief ? summary.Result() : summary.Result() with { Spectrum = summary.Spectrum() };
    }

    private LineEvidence? Line(WindowedPower power)
    {
        double[]? axis = _record.Axes.Length == 1
            ? null
            : power.PrincipalAxis((int)(_options.BandLowHz / power.StepHz), (int)(_options.BandHighHz / power.StepHz) + 1);
        return LineSearch.Find(_record, axis, power.WindowLength);
    }

    // The slower band comes first, since a faster peak may be its harmonic.
    private RhythmResult LookOutside(RhythmResult result)
    {
        double highest = Math.Min(FastestRatio * _options.BandHighHz, _record.SampleRate / LeastRateRatio);
        (double Low, double High)[] bands =
            [(SlowestFraction * _options.BandLowHz, _options.BandLowHz), (_options.BandHighHz, highest)];
        foreach ((double low, double high) in bands)
        {
            if (high < LeastBandRatio * low)
            {
                continue;
            }

            // What is named outside need not be as sure, unless the record is known to hold pulses.
            RhythmResult other = Beside(low, high, takesPulses: result.Verdict != RhythmVerdict.PulseShape);
            if (other.FrequencyHz is double found && (found < _options.BandLowHz || found > _options.BandHighHz))
            {
                return result with
                {
                    Verdict = RhythmVerdict.OutsideBand,
                    Reason = Say($"{result.Reason}; a rhythm lies outside the band, at {found:0.00} Hz"),
                    OutsideHz = found,
                };
            }
        }

        return result;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Of the tests that call a rhythm the surest; if none does, the one that came closest by chance alone.
    private PeakFinding Combine(PeakSearch jittered, PeakSearch? line)
    {
        PeakFinding best = WithPhase(jittered.Whole());
        if (line is null)
        {
            return best;
        }

        best = Better(best.Shared(JitteredShare), WithPhase(line.Whole().Shared(LineShare), isLine: true));
        foreach (PeakFinding stretch in IsBrief ? [] : jittered.Scan(_options.MinimumProminence))
        {
            best = Better(best, WithPhase(stretch.Shared(ScanShare)));
        }

        return best;
    }

    private PeakFinding Better(PeakFinding one, PeakFinding other)
    {
        bool oneCalls = Calls(one);
        bool otherCalls = Calls(other);
        return oneCalls != otherCalls
            ? (oneCalls ? one : other)
            : (other.Evidence.Probability < one.Evidence.Probability ? other : one);
    }

    private bool Calls(PeakFinding finding) => IsPeak(finding)
        && !finding.IsPulseShape
        && finding.WithoutItsStrongestMoment() >= _options.MinimumProminence;

    private bool IsPeak(PeakFinding finding) =>
        finding.Evidence.Probability <= _options.Significance && finding.Evidence.Prominence >= _options.MinimumProminence;

    // In the windows in which the peak was found.
    private PeakFinding WithPhase(PeakFinding finding, bool isLine = false)
    {
        if (TakesPulses || !IsPeak(finding))
        {
            return finding;
        }

        WindowedPower power = finding.Search.Power;
        finding.Search.Load(finding.FirstWindow, finding.EndWindow);
        double frequency = PeakSummit.Fundamental(finding, _options);
        Span<double> axis = stackalloc double[power.AxisCount];
        power.PrincipalAxis(frequency, axis);
        _persistence ??= new PhasePersistence(_record.Longest);
        _persistence.Clear(isLine);
        long from = power.StartOf(finding.FirstWindow);
        long to = power.StartOf(finding.EndWindow - 1) + power.WindowLength;
        foreach (Segment segment in _record.Segments)
        {
            if (segment.End > from && segment.Start < to)
            {
                _persistence.Add(
                    _record.Axes, Math.Max(from, segment.Start), Math.Min(to, segment.End), axis, _record.SampleRate / frequency, power);
            }
        }

        return finding with { Phase = _persistence.Evidence() };
    }
}
