using System.Globalization;
using System.Text.Json.Nodes;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes the rhythms of a result cycle by cycle, as a table in the form of BIDS events with its sidecar.</summary>
internal static class CycleFiles
{
    private static readonly string[] ExtraColumns = ["frequency", "amplitude", "bout"];

    /// <summary>Gives the cycles as rows, sorted by onset: one for each cycle of each channel that is rhythmic.</summary>
    /// <param name="result">The result.</param>
    public static EventTable ToTable(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new EventTable(result.Channels.SelectMany(Rows), ExtraColumns);
    }

    /// <summary>Writes <c>cycles.tsv</c>.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives UTF-8 text.</param>
    public static void WriteCycles(AnalysisResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new StreamWriter(stream, leaveOpen: true);
        ToTable(result).Write(writer);
    }

    /// <summary>Writes the sidecar of <c>cycles.tsv</c>: every column's meaning and unit, and how the cycles were found.</summary>
    /// <param name="result">The result.</param>
    /// <param name="stream">Receives JSON.</param>
    public static void WriteCyclesSidecar(AnalysisResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stream);
        JsonObject indices = [];
        foreach (ChannelResult channel in result.Channels.Where(channel => channel.Rhythm?.Cycles is not null))
        {
            indices[channel.Name] = channel.Rhythm!.Cycles!.StabilityIndexHz is double index ? Math.Round(index, 4) : null;
        }

        JsonObject stability = ResultFiles.Column("Interquartile range of the change of frequency from one cycle to the next, by channel (di Biase et al. 2017); null below 20 changes.", "Hz");
        stability["Values"] = indices;
        JsonFormats.Write(
            new JsonObject
            {
                ["onset"] = ResultFiles.Column("Rising zero crossing with which the cycle begins, interpolated between samples; seconds from the first sample of the recording.", "s"),
                ["duration"] = ResultFiles.Column("Time to the next rising zero crossing: the period of this cycle.", "s"),
                ["trial_type"] = ResultFiles.Column("Kind of the row.", levels: new()
                {
                    ["cycle"] = "One cycle of the rhythm of a channel that is rhythmic, inside its bouts. The envelope of EMG (rectified, averaged) or the acceleration along its principal axis is passed through the rhythm's frequency plus and minus 2 Hz (not below half of it), forwards and backwards, so that nothing is delayed (di Biase et al. 2017, doi:10.1093/brain/awx104).",
                }),
                ["channel"] = ResultFiles.Column("Name of the channel as in the recording, without its unit."),
                ["frequency"] = ResultFiles.Column("One over the duration.", "Hz"),
                ["amplitude"] = ResultFiles.Column("Half of what lies between the highest and the lowest sample of the cycle.", "unit of the channel"),
                ["bout"] = ResultFiles.Column("Number of the bout that the cycle lies in, from 1, in the order of rhythm.bouts of the channel in the summary; cycles of different bouts do not touch."),
                ["StabilityIndex"] = stability,
            },
            stream);
    }

    private static IEnumerable<EventRow> Rows(ChannelResult channel)
    {
        if (channel.Rhythm is not { Cycles: RhythmCycles cycles } rhythm)
        {
            yield break;
        }

        foreach (RhythmCycle cycle in cycles.Cycles)
        {
            yield return new EventRow(
                cycle.StartSeconds,
                1 / cycle.FrequencyHz,
                "cycle",
                channel.Name,
                [
                    EventTable.FormatNumber(cycle.FrequencyHz),
                    cycle.Amplitude.ToString("G6", CultureInfo.InvariantCulture),
                    BoutOf(rhythm.Bouts, cycle)?.ToString(CultureInfo.InvariantCulture),
                ]);
        }
    }

    // A cycle begins inside its bout, but for what rounding to samples leaves.
    private static int? BoutOf(IReadOnlyList<RhythmBout> bouts, in RhythmCycle cycle)
    {
        double middle = cycle.StartSeconds + (0.5 / cycle.FrequencyHz);
        for (int i = 0; i < bouts.Count; i++)
        {
            if (middle >= bouts[i].StartSeconds && middle <= bouts[i].EndSeconds)
            {
                return i + 1;
            }
        }

        return null;
    }
}
