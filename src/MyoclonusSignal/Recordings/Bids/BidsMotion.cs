using System.Globalization;

namespace MyoclonusSignal.Recordings.Bids;

/// <summary>
/// The data type motion of BIDS: a table without a header, whose columns are the rows of <c>channels.tsv</c> and whose rate
/// stands in the JSON sidecar.
/// </summary>
internal static class BidsMotion
{
    /// <summary>Gives the options by which such a table is read as text, or <see langword="null"/> where the file is not such a table.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="options">What the user stated, which counts more.</param>
    /// <exception cref="RecordingFormatException">Its <c>channels.tsv</c> is broken: without it no column has a name.</exception>
    public static RecordingOptions? OptionsFor(string path, RecordingOptions options)
    {
        bool isMotion = path.EndsWith("_motion.tsv", StringComparison.Ordinal);
        if (!isMotion || BidsSidecars.Find(path, "channels", ".tsv") is not string channels)
        {
            return null;
        }

        BidsMetadata metadata = BidsMetadata.Of(path);
        ChannelsTable table = ChannelsTable.Read(channels);
        ChannelRow? latency = table.Rows.FirstOrDefault(row => row.Type == "LATENCY");
        double? rate = metadata.EffectiveSamplingFrequency?.Hz ?? metadata.SamplingFrequency?.Hz ?? table.Rows.FirstOrDefault(row => row.SampleRate is not null)?.SampleRate;
        if (latency is null && rate > PlausibleRate.HighestEmgHz)
        {
            throw new RecordingFormatException(
                path,
                "the sampling rate stated beside it",
                string.Create(CultureInfo.InvariantCulture, $"at most {PlausibleRate.HighestEmgHz} Hz"),
                string.Create(CultureInfo.InvariantCulture, $"{rate} Hz"),
                "correct the file that states it, the JSON sidecar or channels.tsv");
        }

        return options with
        {
            // Where each sample has its own time, that is the clock, and not the rate beside it.
            SampleRate = options.SampleRate ?? (latency is null ? rate : null),

            // The latency of each sample from the start is its time. Brackets keep the end of any other name from being read as a unit.
            Columns = options.Columns ?? [.. table.Rows.Select(row => row == latency ? $"time [{Spell(row.Units)}]" : $"{row.Name} [{row.Units}]")],
        };
    }

    private static string Spell(string? unit) => unit switch
    {
        null or "seconds" or "second" or "sec" => "s",
        "milliseconds" => "ms",
        _ => unit,
    };
}
