using System.Globalization;
using MathNet.Numerics;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Turns the strongest peak into the result: fundamental, bouts, frequency with its interval, words.</summary>
internal sealed class RhythmSummary
{
    // How far from the border a broad peak may be measured, as a fraction of the border.
    private const double BorderTolerance = 0.05;

    // Of a rhythm that drifts out of the filter less than this part is followed at one frequency.
    private const double FollowedFraction = 0.9;

    private readonly RhythmRecord _record;
    private readonly RhythmOptions _options;
    private readonly PeakSearch _search;
    private readonly PeakFinding _found;

    public RhythmSummary(RhythmRecord record, PeakSearch search, PeakFinding found)
    {
        _record = record;
        _options = record.Options;
        _search = search;
        _found = found;
    }

    /// <summary>Gets a value indicating whether other rhythms are to be left out, which takes time.</summary>
    public bool IsBrief { get; init; }

    public RhythmResult Result()
    {
        PeakEvidence peak = _found.Evidence;
        var result = new RhythmResult
        {
            Verdict = RhythmVerdict.NoPeak,
            Reason = Say($"no peak beyond chance: the strongest, at {peak.FrequencyHz:0.00} Hz, has p = {peak.Probability:0.###}"),
            PValue = Math.Max(peak.Probability, RhythmResult.LeastPValue),
            CandidateHz = peak.FrequencyHz,
            AnalysedSeconds = _record.Seconds,
        };
        if (peak.Probability > _options.Significance)
        {
            return result;
        }

        _found.Search.Load(_found.FirstWindow, _found.EndWindow);
        double summit = PeakSummit.Fundamental(_found, _options);
        double slowest = 0.95 * _options.BandLowHz;
        var comb = new HarmonicComb(_found.Search.Power, _found.FirstWindow, _found.EndWindow);
        if (comb.TryExplain(summit, slowest, out double slowHz, out int order))
        {
            return Harmonic(result, summit, slowHz, order);
        }

        if (peak.Prominence < _options.MinimumProminence)
        {
            return result with
            {
                Verdict = RhythmVerdict.TooWeak,
                Reason = Say($"the peak at {peak.FrequencyHz:0.00} Hz is only {peak.Prominence:0.00} times its flanks, as irregular jerks or a faint or broad rhythm make it"),
            };
        }

        if (_found.WithoutItsStrongestMoment() < _options.MinimumProminence)
        {
            return result with
            {
                Verdict = RhythmVerdict.TooWeak,
                Reason = Say($"the peak at {peak.FrequencyHz:0.00} Hz hangs on a single moment: without it, it is less than {_options.MinimumProminence:0.##} times its flanks"),
            };
        }

        if (_found.IsPulseShape)
        {
            PhaseEvidence phase = _found.Phase!.Value;
            return result with
            {
                Verdict = RhythmVerdict.PulseShape,
                Reason = Say($"the peak at {peak.FrequencyHz:0.00} Hz is the shape of single jerks, or their least distance: its cycles tell little of those two to four later (coherence {phase.Recurrence:0.000}, evenness {phase.Evenness:0.000}, suddenness {phase.Suddenness:0.0})"),
            };
        }

        // A first look, generous by the width of a jittered peak; the last word has the frequency that is measured.
        double reach = PeakShape.ReachHz(summit, _search.Power.WindowSeconds);
        return summit < _options.BandLowHz - reach || summit > _options.BandHighHz + reach
            ? Outside(result, summit)
            : Measure(result, summit);
    }

    /// <summary>What is said of a peak that is a harmonic of something slower than the band.</summary>
    public static RhythmResult Harmonic(RhythmResult result, double frequencyHz, double slowHz, int order) => new()
    {
        Verdict = RhythmVerdict.Harmonic,
        Reason = Say($"the peak at {frequencyHz:0.00} Hz is harmonic {order} of a movement at {slowHz:0.00} Hz, slower than the band"),
        PValue = result.PValue,
        CandidateHz = frequencyHz,
        AnalysedSeconds = result.AnalysedSeconds,
        Spectrum = result.Spectrum,
        OutsideHz = slowHz,
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private RhythmResult Outside(RhythmResult result, double frequencyHz) => result with
    {
        Verdict = RhythmVerdict.BandEdge,
        Reason = Say($"peak at the band's edge: its maximum lies at {frequencyHz:0.00} Hz, outside {_options.BandLowHz:0.##}–{_options.BandHighHz:0.##} Hz"),
        CandidateHz = frequencyHz,
        OutsideHz = frequencyHz,
    };

    private RhythmResult Measure(RhythmResult result, double frequencyHz)
    {
        double[]? axis = _record.Axes.Length == 1 ? null : Axis(frequencyHz);
        (double snr, double width) = HeightAndWidth(frequencyHz);
        List<double> beside = IsBrief ? [] : FurtherPeaks.Of(_found.Search, frequencyHz, _options);
        RhythmTracker tracker = Tracker(frequencyHz, width, beside);
        RhythmTrackResult track = Agreed(tracker.Follow(frequencyHz, width, axis, _found));

        // A train at the border itself is measured on either side of it; a hump whose middle lies well outside does not belong to the band.
        double border = track.FrequencyHz < _options.BandLowHz ? _options.BandLowHz : _options.BandHighHz;
        double known = Math.Min((track.Interval.High - track.Interval.Low) / 2, PeakShape.ReachHz(border, _search.Power.WindowSeconds));
        double inside = Math.Max(known, Math.Min(width / 2, BorderTolerance * border));
        if (track.FrequencyHz + inside < _options.BandLowHz || track.FrequencyHz - inside > _options.BandHighHz)
        {
            return Outside(result, track.FrequencyHz);
        }

        RhythmGathering gathered = Gather(track, width, beside);

        // Of a jittered rhythm that is followed as a whole the ridges of single stretches scatter: their mean knows less. Of one that
        // wanders the peak is where it was strongest or steadiest, which need not be its mean.
        bool isFollowed = !track.Wanders && track.Bouts.Sum(bout => bout.DurationSeconds) >= FollowedFraction * gathered.Seconds();
        double? meanHz = isFollowed ? null : gathered.DriftingMeanHz;
        SpectralAgreement agreement = new(_search, _record);
        RhythmBout[] bouts = [.. gathered.Bouts.Select(agreement.Of)];
        meanHz = OfItsBouts(meanHz ?? track.FrequencyHz, bouts) ?? meanHz;
        if (meanHz is double mean && (mean + inside < _options.BandLowHz || mean - inside > _options.BandHighHz))
        {
            return Outside(result, mean);
        }

        double amplitudes = 0;
        double measured = 0;
        foreach (RhythmBout bout in track.Bouts)
        {
            if (double.IsFinite(bout.Amplitude))
            {
                amplitudes += bout.Amplitude * bout.DurationSeconds;
                measured += bout.DurationSeconds;
            }
        }

        IReadOnlyList<FurtherRhythm> others = FurtherRhythms.Of(_record, _search.Power, track.FrequencyHz, width, gathered.OtherHz);
        AxisHarmonics[] harmonics = HarmonicProfile.Of(_search.Power, track.FrequencyHz);

        return result with
        {
            Verdict = RhythmVerdict.Rhythmic,
            Reason = Say($"peak at {track.FrequencyHz:0.00} Hz, {_found.Evidence.Prominence:0.0} times its flanks{Wandering(track.Wanders, meanHz)}{HarmonicProfile.Words(harmonics)}{Named(others)}"),
            FrequencyHz = meanHz ?? track.FrequencyHz,
            FrequencyCi95 = Hull(track.Interval, meanHz),
            CandidateHz = track.FrequencyHz,
            SnrDb = 10 * Math.Log10(snr),
            BandwidthHz = width,
            Bouts = bouts,
            Others = others,
            Occupancy = Math.Min(1, gathered.Seconds() / result.AnalysedSeconds),
            PrincipalAxis = axis,
            Amplitude = measured > 0 ? amplitudes / measured : null,
            Drift = gathered.Drift,
            Cycles = tracker.Cycles(track.FrequencyHz, axis, track.Bouts),
            Harmonics = harmonics,
        };
    }

    // The filter that follows a rhythm is broad: another one at the same time would pull its phase to a frequency between both.
    private RhythmTracker Tracker(double frequencyHz, double bandwidthHz, List<double> beside)
    {
        return beside.Count > 0
            && FurtherRhythms.Alone(_record, _search.Power, frequencyHz, [.. beside], bandwidthHz) is var (record, search)
            ? new RhythmTracker(record, search)
            : new RhythmTracker(_record, _search);
    }

    /// <summary>Follows a rhythm that is known, without deciding on it.</summary>
    public FurtherRhythm Further(double frequencyHz)
    {
        double[]? axis = _record.Axes.Length == 1 ? null : Axis(frequencyHz);
        var tracker = new RhythmTracker(_record, _search);
        RhythmTrackResult track = Agreed(tracker.Follow(frequencyHz, HeightAndWidth(frequencyHz).Width, axis, null));
        return new FurtherRhythm(track.FrequencyHz, track.Interval, track.Bouts);
    }

    // A frequency at which there is no bout is not one of the record: that of the longest bout is reported; null where there is one.
    private double? OfItsBouts(double frequencyHz, RhythmBout[] bouts)
    {
        double tolerance = PeakShape.ReachHz(frequencyHz, _search.Power.WindowSeconds) / 2;
        return bouts.Length == 0 || Array.Exists(bouts, bout => Math.Abs(bout.FrequencyHz - frequencyHz) <= tolerance)
            ? null
            : bouts.MaxBy(bout => bout.DurationSeconds).FrequencyHz;
    }

    // Where the phase of most of the time was pulled away from the spectrum's peak, so was its mean.
    private RhythmTrackResult Agreed(RhythmTrackResult track)
    {
        SpectralAgreement agreement = new(_search, _record);
        RhythmBout[] bouts = [.. track.Bouts.Select(agreement.Of)];
        double moved = 0;
        double seconds = 0;
        double sum = 0;
        for (int i = 0; i < bouts.Length; i++)
        {
            moved += bouts[i].FrequencyHz != track.Bouts[i].FrequencyHz ? bouts[i].DurationSeconds : 0;
            seconds += bouts[i].DurationSeconds;
            sum += bouts[i].FrequencyHz * bouts[i].DurationSeconds;
        }

        return moved > seconds / 2
            ? track with { Bouts = bouts, FrequencyHz = sum / seconds, Interval = Hull(track.Interval, sum / seconds) }
            : track with { Bouts = bouts };
    }

    // Rhythms at other times or frequencies, and the parts of this one that drift away from its mean.
    private RhythmGathering Gather(in RhythmTrackResult track, double bandwidthHz, List<double> beside)
    {
        WindowedPower power = _search.Power;
        var gathered = new RhythmGathering(track, power.WindowSeconds, bandwidthHz);
        if (IsBrief)
        {
            return gathered;
        }

        var tracker = new RidgeTracker(_record, _search);
        foreach (Ridge ridge in RidgeFinder.Find(_search, _record).Where(gathered.IsNew))
        {
            (IReadOnlyList<RhythmBout> bouts, FrequencyDrift? drift) =
                tracker.Follow(ridge, bandwidthHz, frequency => _record.Axes.Length == 1 ? null : Axis(frequency));
            gathered.Add(ridge, bouts, drift);
        }

        foreach (double other in beside)
        {
            gathered.AddPeak(other);
        }

        return gathered;
    }

    // A mean over a drift is known no better than one window tells a frequency.
    private ConfidenceInterval Hull(ConfidenceInterval interval, double? meanHz)
    {
        double resolution = HannPeak.HalfWidthHz(_search.Power.WindowSeconds);
        return meanHz is double mean
            ? new ConfidenceInterval(Math.Min(interval.Low, mean - resolution), Math.Max(interval.High, mean + resolution))
            : interval;
    }

    private static string Wandering(bool wanders, double? meanHz) =>
        meanHz is double mean ? Say($"; it wanders, its mean is {mean:0.00} Hz") : wanders ? "; it wanders" : string.Empty;

    private static string Named(IReadOnlyList<FurtherRhythm> others) => others.Count == 0
        ? string.Empty
        : "; another rhythm at " + string.Join(" and at ", others.Select(other => Say($"{other.FrequencyHz:0.00} Hz")));

    private double[] Axis(double frequencyHz)
    {
        double[] axis = new double[_search.Power.AxisCount];
        _search.Power.PrincipalAxis(frequencyHz, axis);
        return axis;
    }

    private (double Height, double Width) HeightAndWidth(double frequencyHz)
    {
        PeakSearch search = _found.Search;
        search.Load(_found.FirstWindow, _found.EndWindow);
        ReadOnlySpan<double> flat = search.Flat;
        int bin = (int)Math.Round(frequencyHz / search.Power.StepHz);
        int reach = (int)Math.Ceiling(HannPeak.HalfWidthHz(search.Power.WindowSeconds) / search.Power.StepHz);
        int top = bin;
        for (int b = Math.Max(1, bin - reach); b <= bin + reach && b < flat.Length; b++)
        {
            top = flat[b] > flat[top] ? b : top;
        }

        double floor = search.Test.FlankMean(flat, Math.Clamp(bin - search.Test.FirstBin, 0, search.Test.Count - 1));
        double half = (flat[top] + floor) / 2;
        double low = Crossing(flat, top, -1, half);
        double high = Crossing(flat, top, 1, half);
        double width = (high - low) * search.Power.StepHz;
        double own = HannPeak.WidthHz(search.Power.WindowSeconds);
        return (flat[top] / floor, Math.Sqrt(Math.Max(0, (width * width) - (own * own))));
    }

    private static double Crossing(ReadOnlySpan<double> flat, int top, int direction, double level)
    {
        int b = top;
        while (b + direction > 0 && b + direction < flat.Length && flat[b + direction] > level)
        {
            b += direction;
        }

        int next = b + direction;
        if (next <= 0 || next >= flat.Length)
        {
            return b;
        }

        return b + (direction * (flat[b] - level) / (flat[b] - flat[next]));
    }

    /// <summary>The spectrum behind the decision.</summary>
    public RhythmSpectrum Spectrum()
    {
        WindowedPower power = _search.Power;
        _search.Load(0, power.Count);
        double count = power.EffectiveCount(0, power.Count);
        double tailCount = power.TailCount(0, power.Count);
        double logs = 0;
        double energy = 0;
        for (int k = 0; k < power.Count; k++)
        {
            logs += Math.Log(power.LevelOf(k));
        }

        foreach (double w in power.Window)
        {
            energy += w * w;
        }

        double scale = 2 * Math.Exp(logs / power.Count) / (energy * _record.SampleRate);
        double bias = Math.Exp(Math.Log(count) - SpecialFunctions.DiGamma(count));
        int size = power.BinCount - power.FirstBin;
        double[] frequency = new double[size];
        double[] density = new double[size];
        double[] background = new double[size];
        double[] threshold = new double[size];
        double share = _options.Significance;
        for (int i = 0; i < size; i++)
        {
            int bin = power.FirstBin + i;
            frequency[i] = bin * power.StepHz;
            density[i] = scale * _search.Average[bin];
            background[i] = scale * bias * _search.Average[bin] / Math.Max(_search.Flat[bin], 1e-290);
            int candidate = bin - _search.Test.FirstBin;
            threshold[i] = candidate >= _search.Test.BandStart && candidate < _search.Test.BandEnd
                ? background[i] * _search.Test.ProminenceLevel(share, candidate, tailCount)
                : double.NaN;
        }

        return new RhythmSpectrum(frequency, density, background, threshold, HannPeak.WidthHz(power.WindowSeconds), count) { Method = power.Method };
    }
}
