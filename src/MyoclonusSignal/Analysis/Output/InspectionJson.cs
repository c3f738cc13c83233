using System.Globalization;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes an inspection as JSON: stable order of keys, units in the names.</summary>
internal static class InspectionJson
{
    /// <summary>Writes the inspection as one object.</summary>
    /// <param name="inspection">The inspection.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void Write(RecordingInspection inspection, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        JsonFormats.Write(new InspectionView(inspection), stream);
    }
}

/// <summary>An inspection: the keys in the order of the file.</summary>
internal sealed class InspectionView(RecordingInspection inspection)
{
    public string SchemaVersion { get; } = SummaryJson.SchemaVersion;

    public InspectedInputView Input => new(inspection);

    public IReadOnlyList<RecordingWarning> Warnings => inspection.Warnings;

    public IReadOnlyList<Interval> Segments => inspection.Segments;

    public IReadOnlyList<RecordingAnnotation> Annotations => inspection.Annotations;

    public IEnumerable<InspectedChannelView> Channels =>
        inspection.Channels.Zip(inspection.Signals, (channel, signals) => new InspectedChannelView(channel, signals));
}

/// <summary>The recording.</summary>
internal sealed class InspectedInputView(RecordingInspection inspection)
{
    public string File => Path.GetFileName(inspection.Input.Path);

    public string Sha256 => inspection.Input.Sha256;

    public string Format => inspection.Input.Format;

    public double DurationSeconds => inspection.Input.DurationSeconds;

    public string? Clock => inspection.Clock;

    public string? StartTime => inspection.StartTime?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}

/// <summary>A stretch with a fault.</summary>
internal sealed record PlaceView(double StartSeconds, double DurationSeconds);

/// <summary>One channel.</summary>
internal sealed class InspectedChannelView(RecordingChannel channel, IReadOnlyList<SignalInspection> signals)
{
    public string Name => channel.Name;

    public ChannelKind Kind => channel.Kind;

    public string? Unit => channel.Unit;

    public string? UnitConversion => channel.UnitConversion;

    public string? Prefilter => channel.Prefilter;

    public string? Transducer => channel.Transducer;

    public double SamplingRateHz => channel.SampleRate;

    public IEnumerable<InspectedSignalView> Signals => signals.Select(signal => new InspectedSignalView(signal));
}

/// <summary>One signal of it.</summary>
internal sealed class InspectedSignalView(SignalInspection signal)
{
    public string Name => signal.Name;

    public long Samples => signal.Quality.SampleCount;

    public double? Minimum => signal.Minimum;

    public double? Mean => signal.Mean;

    public double? Maximum => signal.Maximum;

    public double MissingFraction => signal.Quality.MissingFraction;

    public double ClippedFraction => signal.Quality.ClippedFraction;

    public double FlatFraction => signal.Quality.FlatFraction;

    public double? LineNoiseDb => signal.Quality.LineNoiseDb;

    public double? LineFrequencyHz => signal.MainsHz > 0 ? signal.MainsHz : null;

    public IEnumerable<PlaceView> Clipped => Places(signal.Clipped);

    public IEnumerable<PlaceView> Flat => Places(signal.Flat);

    private static IEnumerable<PlaceView> Places(IReadOnlyList<QualityPlace> places) => places.Select(place => new PlaceView(place.StartSeconds, place.DurationSeconds));
}
