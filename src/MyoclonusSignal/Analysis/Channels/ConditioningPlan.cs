using System.Globalization;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>The filters for one channel, adapted to its sampling rate, and what had to be adapted.</summary>
internal sealed class ConditioningPlan
{
    // Above this fraction of the sampling rate a Butterworth of order 4 has no room left to fall before half the rate.
    private const double HighestFraction = 0.45;

    // A narrower band holds too little of the spectrum for bursts of tens of milliseconds.
    private const double LeastRatio = 1.5;

    // Acceleration is looked at for rhythm from here on: slow voluntary movement must be seen, so that its harmonics are
    // not taken for a tremor; gravity and posture must not.
    private const double RhythmLowHz = 0.3;
    private const double RhythmHighHz = 20;
    private const double RhythmHighRatio = 2.5;

    private ConditioningPlan(
        FrequencyBand band, SosCoefficients? filter, SosCoefficients? rhythmFilter, IReadOnlyList<RecordingWarning> warnings)
    {
        Band = band;
        Filter = filter;
        RhythmFilter = rhythmFilter;
        Warnings = warnings;
        DelaySeconds = filter is null ? 0 : BandDelay.LeastSeconds(filter, band.LowHz, band.HighHz);

        // Acceleration rings by itself, in a limb, for longer than the filter.
        TailPower = filter is null || rhythmFilter is not null ? 0 : TailTrimmer.TailPower(filter, DelaySeconds);
        EdgeResponse = filter is null || rhythmFilter is not null ? EdgeResponse.None : EdgeResponse.Of(filter, DelaySeconds);
    }

    /// <summary>Gets the pass band in use.</summary>
    public FrequencyBand Band { get; }

    /// <summary>Gets the filter of every signal of the channel, or <see langword="null"/> where the sampling rate is too low to detect anything.</summary>
    public SosCoefficients? Filter { get; }

    /// <summary>Gets the filter for the rhythm of acceleration; <see langword="null"/> for EMG, whose rhythm is in its envelope.</summary>
    public SosCoefficients? RhythmFilter { get; }

    /// <summary>Gets the pass band of that filter.</summary>
    public FrequencyBand? RhythmBand { get; private init; }

    /// <summary>Gets the lines that are taken out from the start, or <see langword="null"/> where none is ever taken out.</summary>
    public IReadOnlyList<FoundLine>? Lines { get; private init; }

    /// <summary>Gets what was adapted or refused.</summary>
    public IReadOnlyList<RecordingWarning> Warnings { get; }

    /// <summary>
    /// Gets the delay of the filter in seconds: the least group delay in its band, with which the front of a burst arrives.
    /// </summary>
    public double DelaySeconds { get; }

    /// <summary>Gets the power, as a part of a burst's, that the filter still lets out behind its end; 0 for acceleration.</summary>
    public double TailPower { get; }

    /// <summary>Gets what the filter makes of the edges of a burst; nothing for acceleration.</summary>
    public EdgeResponse EdgeResponse { get; }

    /// <summary>Plans nothing for a channel in which nothing is to be looked for, and says why.</summary>
    public static ConditioningPlan Refuse(FrequencyBand asked, RecordingWarning reason) => new(asked, null, null, [reason]);

    /// <summary>Plans the filters of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="kind">What it measures.</param>
    /// <param name="options">What was asked for.</param>
    public static ConditioningPlan For(RecordingChannel channel, ChannelKind kind, AnalysisOptions options)
    {
        List<RecordingWarning> warnings = [];
        FrequencyBand asked = kind == ChannelKind.Acceleration ? options.AccelerationBand : options.EmgBand;
        double highest = HighestFraction * channel.SampleRate;
        double high = Math.Min(asked.HighHz, highest);
        if (kind == ChannelKind.Acceleration && high < asked.HighHz)
        {
            // What is left at low rates is too little to give any of it away: the sensor has its own filter.
            high = channel.SampleRate / 2;
        }

        if (Math.Min(high, highest) < LeastRatio * asked.LowHz)
        {
            warnings.Add(new RecordingWarning(
                "sample-rate-too-low",
                channel.Name,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{channel.Name}: sampled at {channel.SampleRate:0.###} Hz; the band {asked} Hz needs at least {LeastRatio * asked.LowHz / HighestFraction:0} Hz. No jerks and no rhythm are looked for in it.")));
            return new ConditioningPlan(asked, null, null, warnings);
        }

        high = Math.Min(high, asked.HighHz);
        if (high < asked.HighHz)
        {
            warnings.Add(new RecordingWarning(
                "band-adapted",
                channel.Name,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{channel.Name}: sampled at {channel.SampleRate:0.###} Hz, the upper border of the pass band was lowered from {asked.HighHz:0.###} to {high:0.###} Hz.")));
        }

        FrequencyBand band = new(asked.LowHz, high);
        bool isAcceleration = kind == ChannelKind.Acceleration;
        SosCoefficients filter = isAcceleration
            ? AccelerationFilter(band, channel.SampleRate)
            : Butterworth.BandPass(4, band.LowHz, band.HighHz, channel.SampleRate);

        SosCoefficients? rhythm = null;
        FrequencyBand? rhythmBand = null;
        if (isAcceleration)
        {
            double rhythmHigh = Math.Min(Math.Max(RhythmHighHz, RhythmHighRatio * options.Rhythm.BandHighHz), highest);
            rhythmBand = new FrequencyBand(RhythmLowHz, rhythmHigh);
            rhythm = Butterworth.BandPass(2, RhythmLowHz, rhythmHigh, channel.SampleRate);
        }

        return new ConditioningPlan(band, filter, rhythm, warnings) { RhythmBand = rhythmBand };
    }

    /// <summary>Gives the same plan with lines to take out from the start; others are taken out when they appear.</summary>
    public ConditioningPlan With(IReadOnlyList<FoundLine> lines) =>
        new(Band, Filter, RhythmFilter, Warnings) { RhythmBand = RhythmBand, Lines = lines };

    /// <summary>
    /// Third order against posture and voluntary movement, of which second order leaves three times as much; a fourth rings
    /// for longer than the limb. Second order against noise: it delays least.
    /// </summary>
    private static SosCoefficients AccelerationFilter(FrequencyBand band, double sampleRate)
    {
        SosCoefficients high = Butterworth.HighPass(3, band.LowHz, sampleRate);
        return band.HighHz < sampleRate / 2 ? high.Then(Butterworth.LowPass(2, band.HighHz, sampleRate)) : high;
    }
}
