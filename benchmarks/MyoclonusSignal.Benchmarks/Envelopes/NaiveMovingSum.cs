namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The textbook's moving window: every output sums its whole window again.</summary>
internal sealed class NaiveMovingSum(int windowSamples)
{
    public void Average(double[] input, double[] output)
    {
        for (int i = 0; i < input.Length; i++)
        {
            int start = Math.Max(0, i + 1 - windowSamples);
            double sum = 0;
            for (int j = start; j <= i; j++)
            {
                sum += input[j];
            }

            output[i] = sum / (i + 1 - start);
        }
    }

    public void RootMeanSquare(double[] input, double[] output)
    {
        for (int i = 0; i < input.Length; i++)
        {
            int start = Math.Max(0, i + 1 - windowSamples);
            double sum = 0;
            for (int j = start; j <= i; j++)
            {
                sum += input[j] * input[j];
            }

            output[i] = Math.Sqrt(sum / (i + 1 - start));
        }
    }
}
