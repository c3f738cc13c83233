using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Tells why each burst of a channel is no event: by its own samples, by the heart as it goes away when the mean beat is
/// subtracted, and by the shapes of the bursts where that has not settled or does not tell.
/// </summary>
/// <param name="bursts">The bursts.</param>
/// <param name="heart">What subtracts the heart, or <see langword="null"/>.</param>
/// <param name="guess">What compares shapes, or <see langword="null"/>.</param>
/// <param name="units">What knows single motor units, or <see langword="null"/>.</param>
/// <param name="marks">The times of stimuli that are stated, or <see langword="null"/>.</param>
/// <param name="sampleRate">The sampling rate of the bursts in Hz.</param>
internal sealed class BurstReview(BurstCollector bursts, HeartbeatReview? heart, HeartbeatGuess? guess, UnitGuess? units, StimulusMarks? marks, double sampleRate)
{
    /// <summary>Tells it of all bursts.</summary>
    public BurstRejection[] All() => Latest(0);

    /// <summary>Tells it of those from the first one on, as far as can be told already.</summary>
    public BurstRejection[] Latest(int first)
    {
        BurstRejection[] rejections = bursts.Rejections(first);
        marks?.Mark(bursts.Bursts, rejections, first, sampleRate);
        guess?.Mark(bursts.Bursts, rejections, first);
        for (int i = 0; i < rejections.Length && heart is not null; i++)
        {
            if (rejections[i] is BurstRejection.None or BurstRejection.Heartbeat)
            {
                rejections[i] = heart.Verdict(first + i) switch
                {
                    HeartbeatVerdict.Heartbeat => BurstRejection.Heartbeat,
                    HeartbeatVerdict.NoHeartbeat => BurstRejection.None,
                    _ => rejections[i],
                };
            }
        }

        units?.Mark(bursts.Bursts, rejections, first);
        return rejections;
    }

    /// <summary>Tells whether nothing later changes what <see cref="Latest"/> says of a burst.</summary>
    public bool IsSettled(int index) => heart?.Verdict(index) is not null and not HeartbeatVerdict.Undecided;
}
