using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Holds the frequencies that a phase has to where the spectrum of the same time has power.</summary>
/// <remarks>
/// The filter that follows a phase is as broad as the rhythm's frequency, so that a slow movement or another rhythm pulls the phase to a
/// frequency between both. Where the peak that stands nearest has more than twice the power of the frequency found, its summit is reported.
/// </remarks>
internal sealed class SpectralAgreement(PeakSearch search, RhythmRecord record)
{
    // A mean frequency has half of the power of its summit where the peak is a Lorentzian and both are half its width apart.
    private const double LeastPower = 0.5;

    // The peak that belongs to a phase: within the flanks of a jittered one.
    private const double Reach = 0.2;

    /// <summary>Gives a bout with a frequency that has power.</summary>
    public RhythmBout Of(RhythmBout bout)
    {
        (int first, int end) = Windows(bout);
        return bout with { FrequencyHz = At(first, end, bout.FrequencyHz) ?? bout.FrequencyHz };
    }

    /// <summary>Gives the frequency of the peak nearest to one that has not its power, in the windows [first, end); null where it has.</summary>
    private double? At(int first, int end, double frequencyHz)
    {
        search.Load(first, end);
        PeakTest test = search.Test;
        int own = Index(frequencyHz);
        int from = Index((1 - Reach) * frequencyHz);
        int to = Index((1 + Reach) * frequencyHz);
        int best = own;
        for (int i = from; i <= to; i++)
        {
            best = test.CoreMean(search.Flat, i) > test.CoreMean(search.Flat, best) ? i : best;
        }

        if (test.CoreMean(search.Flat, own) >= LeastPower * test.CoreMean(search.Flat, best))
        {
            return null;
        }

        double summit = PeakSummit.Of(test, search.Flat, best, search.Power.StepHz);
        return Math.Abs(summit - frequencyHz) > HannPeak.HalfWidthHz(search.Power.WindowSeconds) ? summit : null;
    }

    private int Index(double frequencyHz) =>
        Math.Clamp((int)Math.Round(frequencyHz / search.Power.StepHz) - search.Test.FirstBin, 0, search.Test.Count - 1);

    // Those whose middle lies in the bout, or the one next to its middle.
    private (int First, int End) Windows(in RhythmBout bout)
    {
        WindowedPower power = search.Power;
        int first = -1;
        int end = 0;
        int nearest = 0;
        double least = double.PositiveInfinity;
        int segment = 0;
        for (int k = 0; k < power.Count; k++)
        {
            while (power.StartOf(k) >= record.Segments[segment].End)
            {
                segment++;
            }

            double middle = (power.StartOf(k) - record.Segments[segment].Start + record.Clocks[segment] + (power.WindowLength / 2.0)) / record.SampleRate;
            if (middle >= bout.StartSeconds && middle <= bout.EndSeconds)
            {
                first = first < 0 ? k : first;
                end = k + 1;
            }

            double distance = Math.Abs(middle - ((bout.StartSeconds + bout.EndSeconds) / 2));
            (nearest, least) = distance < least ? (k, distance) : (nearest, least);
        }

        return first < 0 ? (nearest, nearest + 1) : (first, end);
    }
}
