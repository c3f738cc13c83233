using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>A detector with the one parameter that trades missed jerks for false ones, and the values to try.</summary>
/// <param name="Parameter">What the parameter is called.</param>
/// <param name="DefaultThreshold">Its value in the detector's own default, one of those to try.</param>
/// <param name="Thresholds">The values to try, each once.</param>
/// <param name="Create">Gives the detector with a value.</param>
public sealed record ThresholdSweep(
    string Parameter, double DefaultThreshold, IReadOnlyList<double> Thresholds, Func<double, IBurstDetector> Create)
{
    /// <summary>Gets the detector's name.</summary>
    public string Detector => Create(DefaultThreshold).Name;

    /// <summary>
    /// Gives a sweep of the library's detector and of every published one, in the order of their comparison; where the
    /// library's does not look for the scenario's events, of the published ones alone.
    /// </summary>
    /// <param name="options">The recordings, to which the library's detector is set up.</param>
    public static IReadOnlyList<ThresholdSweep> All(DetectorBenchmarkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.HasDetectorOfBursts ? [Adaptive(options), .. Published()] : Published();
    }

    private static ThresholdSweep Adaptive(DetectorBenchmarkOptions options) => new(
        nameof(JerkDetectorOptions.FalseAlarmsPerHour),
        JerkDetectorOptions.ForEmg.FalseAlarmsPerHour,
        Around(JerkDetectorOptions.ForEmg.FalseAlarmsPerHour, 1e-4, 1e-3, 0.01, 0.1, 10, 100, 1e3, 1e4, 1e5),
        value => DetectorBenchmark.Adaptive(options) with { Options = JerkDetectorOptions.ForEmg with { FalseAlarmsPerHour = value } });

    private static ThresholdSweep[] Published() =>
    [
        Of(new HodgesBui().Threshold, nameof(HodgesBui.Threshold), value => new HodgesBui { Threshold = value }),
        new(
            nameof(Bonato.FalseAlarmProbability),
            new Bonato().FalseAlarmProbability,
            Around(new Bonato().FalseAlarmProbability, 1e-9, 1e-7, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 3, 8),
            value => new Bonato { FalseAlarmProbability = value }),
        Of(new Lidierth().Threshold, nameof(Lidierth.Threshold), value => new Lidierth { Threshold = value }),
        Of(new Abbink().Threshold, nameof(Abbink.Threshold), value => new Abbink { Threshold = value }),
        Of(new Solnik().Threshold, nameof(Solnik.Threshold), value => new Solnik { Threshold = value }),
        Of(new Silva().LevelOverRest, nameof(Silva.LevelOverRest), value => new Silva { LevelOverRest = value }),
        Of(new Londral().Threshold, nameof(Londral.Threshold), value => new Londral { Threshold = value }),
        Of(new AglrStep().Threshold, nameof(AglrStep.Threshold), value => new AglrStep { Threshold = value }),
        Of(new ExtendedDoubleThreshold().Deviations, nameof(ExtendedDoubleThreshold.Deviations), value => new ExtendedDoubleThreshold { Deviations = value }),

        // The lower level stays the same part of the upper one.
        Of(
            new FixedThreshold().OnLevel,
            nameof(FixedThreshold.OnLevel),
            value => new FixedThreshold { OnLevel = value, OffLevel = value * new FixedThreshold().OffLevel / new FixedThreshold().OnLevel }),
    ];

    internal void Validate()
    {
        Guard.ThrowIfOutside(Thresholds.Count, 1, 1000, nameof(Thresholds));
        if (!Thresholds.Contains(DefaultThreshold) || Thresholds.Distinct().Count() < Thresholds.Count)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{Parameter}: expected each value once and the default {DefaultThreshold} among them."), nameof(Thresholds));
        }
    }

    private static ThresholdSweep Of(double usual, string parameter, Func<double, IBurstDetector> create) =>
        new(parameter, usual, Around(usual, 0.25, 0.35, 0.5, 0.7, 1.4, 2, 2.8, 4, 8), create);

    private static double[] Around(double usual, params double[] factors) => [.. factors.Select(factor => usual * factor).Append(usual).Order()];
}

/// <summary>What one detector reaches at every threshold, on recordings of one size of jerks: found jerks against false events.</summary>
/// <param name="Detector">The detector's name.</param>
/// <param name="BurstToNoiseDb">The size of the jerks in dB over the noise.</param>
/// <param name="Parameter">What the threshold is called.</param>
/// <param name="Points">The points in the order of <see cref="ThresholdSweep.Thresholds"/>.</param>
public sealed record OperatingCurve(string Detector, double BurstToNoiseDb, string Parameter, IReadOnlyList<OperatingPoint> Points);

/// <summary>What a detector reaches at one threshold.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="IsDefault">Whether it is the detector's own default.</param>
/// <param name="Accuracy">What it reaches.</param>
public sealed record OperatingPoint(double Threshold, bool IsDefault, DetectorAccuracy Accuracy);
