using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Thomson's F test over the pieces of a record, joined piece by piece.</summary>
/// <remarks>
/// Thomson (1982), doi:10.1109/PROC.1982.12433. Without a line −2·ln p of each piece is a chi-square value of two degrees of
/// freedom at every frequency, whatever the level of the noise, so the pieces add up to one of 2n (Fisher 1932). The least
/// probability is corrected by Bonferroni's rule for the frequencies of the band, which lie half of 1/duration apart.
/// </remarks>
internal static class LineSearch
{
    // Chronux's NW = 3 with five tapers; more smear the line over a wider band, fewer leave too few degrees of freedom.
    private static readonly MultitaperOptions Tapers = new() { TimeHalfBandwidth = 3, TaperCount = 5 };

    // So many pieces, spread evenly over a longer record, show any line that is worth the name.
    private const int MostPieces = 100;

    public static LineEvidence? Find(RhythmRecord record, double[]? axis, int pieceLength)
    {
        double sampleRate = record.SampleRate;
        RhythmOptions options = record.Options;
        var spectrum = new Multitaper(
            pieceLength, sampleRate, Tapers with { FftLength = RealFft.NextFastLength(2 * pieceLength) });
        double[] sums = [];
        int first = 0;
        double stepHz = 0;
        int pieces = 0;
        long all = record.Segments.Sum(segment => segment.Length / pieceLength);
        int stride = (int)Math.Max(1, (all + MostPieces - 1) / MostPieces);
        foreach (Segment segment in record.Segments)
        {
            if (segment.Length < pieceLength)
            {
                continue;
            }

            for (long at = segment.Start; at + pieceLength <= segment.End; at += (long)stride * pieceLength)
            {
                MultitaperSpectrum found = spectrum.Estimate(record.Project(new Segment(at, at + pieceLength), axis));
                if (pieces++ == 0)
                {
                    stepHz = found.Power.FrequencyStepHz;
                    first = (int)Math.Ceiling((options.BandLowHz / stepHz) - 1e-9);
                    sums = new double[Math.Max(1, (int)Math.Floor((options.BandHighHz / stepHz) + 1e-9) - first + 1)];
                }

                for (int i = 0; i < sums.Length; i++)
                {
                    sums[i] -= 2 * Math.Log(Math.Max(found.LineProbability(first + i), 1e-300));
                }
            }
        }

        if (pieces == 0)
        {
            return null;
        }

        int best = 0;
        for (int i = 1; i < sums.Length; i++)
        {
            best = sums[i] > sums[best] ? i : best;
        }

        double single = 1 - ChiSquared.CDF(2 * pieces, sums[best]);
        return new LineEvidence(
            (first + best) * stepHz, Math.Clamp(single * sums.Length, RhythmResult.LeastPValue, 1), pieceLength / sampleRate, pieces);
    }
}

/// <summary>
/// A second view of the same record: the most conspicuous line of constant phase in the band, by Thomson's F test on short pieces.
/// </summary>
/// <param name="FrequencyHz">Its frequency in Hz.</param>
/// <param name="PValue">The probability of such a line anywhere in the band, of noise.</param>
/// <param name="PieceSeconds">The length of the pieces, in seconds: through each of them the phase holds.</param>
/// <param name="PieceCount">The number of pieces; of a long record at most 100 are spread evenly over it.</param>
/// <remarks>
/// A clock, a motor and the tremor of a simulator pass; jerks whose intervals vary by a tenth or more do not, however
/// rhythmic they are: the test tells how coherent a rhythm is, it does not decide. Of several axes the pieces are projected on
/// the direction in which the band's power is largest.
/// </remarks>
internal readonly record struct LineEvidence(double FrequencyHz, double PValue, double PieceSeconds, [property: JsonPropertyName("pieces")] int PieceCount);
