Console.WriteLine("Unmask");
