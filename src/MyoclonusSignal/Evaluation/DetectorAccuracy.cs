using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Evaluation;

/// <summary>How well one detector did on recordings of one size of jerks.</summary>
/// <param name="Detector">The detector's name.</param>
/// <param name="BurstToNoiseDb">The size of the jerks in dB over the noise.</param>
/// <param name="Score">
/// The score over all recordings together. The intervals of precision and recall are those of <see cref="Proportion.OfGroups"/>, with
/// the recordings as groups.
/// </param>
/// <param name="F1Ci95">
/// The 95 % interval of F1; <see langword="null"/> of fewer than two recordings, or without events. F1 = 2J/(1 + J), where J is the
/// share of the matched among all events, true or false: a plain proportion, whose <see cref="Proportion.OfGroups"/> is carried over.
/// </param>
/// <param name="FalsePerHourCi95">
/// The 95 % interval of the false events per hour, by <see cref="RateInterval.Clustered"/> with the recordings as epochs: of none in
/// twelve minutes it reaches to 18.
/// </param>
public sealed record DetectorAccuracy(
    string Detector,
    double BurstToNoiseDb,
    DetectionScore Score,
    ConfidenceInterval? F1Ci95,
    ConfidenceInterval FalsePerHourCi95)
{
    /// <summary>Sums up recordings of one length.</summary>
    internal static DetectorAccuracy Of(string name, double burstToNoiseDb, ReadOnlySpan<ScoreTally> recordings, double recordingSeconds)
    {
        var all = new ScoreTally();
        var precision = new (int, int)[recordings.Length];
        var recall = new (int, int)[recordings.Length];
        var either = new (int, int)[recordings.Length];
        int[] wrong = new int[recordings.Length];
        for (int i = 0; i < recordings.Length; i++)
        {
            ScoreTally one = recordings[i];
            all.Add(one);
            precision[i] = (one.Matched, one.Detected);
            recall[i] = (one.Matched, one.True);
            either[i] = (one.Matched, one.Detected + one.True - one.Matched);
            wrong[i] = one.Detected - one.Matched;
        }

        DetectionScore score = all.ToScore(recordingSeconds * recordings.Length) with
        {
            Precision = Proportion.OfGroups(precision),
            Recall = Proportion.OfGroups(recall),
        };
        ConfidenceInterval? f1 = recordings.Length > 1 && Proportion.OfGroups(either) is Proportion share
            ? new ConfidenceInterval(FromShare(share.Ci95.Low), FromShare(share.Ci95.High))
            : null;
        return new DetectorAccuracy(name, burstToNoiseDb, score, f1, RateInterval.Clustered(wrong, recordingSeconds).Ci95.Times(60));
    }

    private static double FromShare(double share) => 2 * share / (1 + share);
}
