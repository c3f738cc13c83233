using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Decides which bursts of a channel are no events, and why: by its own samples, by the heart as it goes away when the mean beat is
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
    /// <summary>Decides on all bursts at the end of the channel; what only that needs is let go.</summary>
    public BurstRejection[] All()
    {
        BurstRejection[] rejections = From(0);
        guess?.Clear();
        units?.Clear();
        return rejections;
    }

    /// <summary>Decides on the bursts from the first one on, as far as is known now.</summary>
    public BurstVerdict[] Latest(int first) => [.. From(first).Select((rejection, i) => new BurstVerdict(rejection, IsSettled(first + i)))];

    private BurstRejection[] From(int first)
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

    private bool IsSettled(int index) => heart?.Verdict(index) is not null and not HeartbeatVerdict.Undecided;
}

/// <summary>Whether a burst is an event, as far as is known now.</summary>
/// <param name="Rejection">Why it is not one, or <see cref="BurstRejection.None"/>.</param>
/// <param name="IsSettled">Whether nothing later changes that.</param>
internal readonly record struct BurstVerdict(BurstRejection Rejection, bool IsSettled);
