using System.Security.Cryptography;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Hypnograms;
using MyoclonusSignal.Sleep;

namespace MyoclonusSignal.Analysis;

/// <summary>The sleep stages that the options of a reading name, put into the result of the recording that they belong to.</summary>
internal static class RecordingStages
{
    /// <summary>
    /// Gives how a recording was read: as its reader was opened, or as the caller says where nothing is known of that. A
    /// hypnogram has no part in opening, so that it may be named with either.
    /// </summary>
    /// <param name="opened">What the reader was opened with, or <see langword="null"/> where that is not known.</param>
    /// <param name="stated">What the options of the analysis say.</param>
    public static RecordingOptions Reading(RecordingOptions? opened, RecordingOptions stated) =>
        opened is null ? stated
        : opened.Hypnogram is not null ? opened
        : opened with { Hypnogram = stated.Hypnogram, HypnogramScheme = stated.HypnogramScheme ?? opened.HypnogramScheme };

    /// <summary>Reads the stages that the options of a result name, once it is known when the recording starts and how long it is.</summary>
    /// <param name="result">The result.</param>
    /// <param name="start">The local time of the recording's first sample, where it is known.</param>
    /// <exception cref="RecordingFormatException">The file is not a hypnogram, or not of this recording.</exception>
    public static AnalysisResult AddTo(AnalysisResult result, DateTime? start)
    {
        RecordingOptions reading = result.Options.Reading;
        if (reading.Hypnogram is not string path)
        {
            return result;
        }

        StageScheme? scheme = reading.HypnogramScheme is string name ? StageScheme.Find(name) : null;
        List<RecordingWarning> warnings = [];
        IReadOnlyList<SleepEpoch> epochs = HypnogramFile.Read(path, new HypnogramOptions { Scheme = scheme, RecordingStart = start }, warnings);
        HypnogramFile.ThrowIfNotOf(path, epochs, result.Input.DurationSeconds);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return result with
        {
            Hypnogram = epochs,
            HypnogramInput = new HypnogramInfo(path, Convert.ToHexStringLower(SHA256.HashData(file)), scheme?.Name),
            Warnings = [.. result.Warnings, .. warnings],
        };
    }
}
